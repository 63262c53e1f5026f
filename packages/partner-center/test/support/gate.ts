import type { Gate, TokenFault, World } from '@marketsim/http';
import { ids } from './fixtures.ts';

const roles: Readonly<Record<string, readonly string[]>> = {
  global: ['GlobalAdmin'],
  admin: ['AdminAgent'],
  sales: ['SalesAgent'],
  helpdesk: ['HelpdeskAgent'],
  billing: ['BillingAdmin'],
  nothing: [],
  /** A Global admin without a second factor. */
  password: ['GlobalAdmin'],
  salesAndAdmin: ['SalesAgent', 'AdminAgent'],
};
const audiences: Readonly<Record<string, string>> = {
  api: 'https://api.partnercenter.microsoft.com',
  appid: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
  graph: 'https://graph.windows.net/',
  fulfillment: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
};
const faults: Readonly<Record<string, TokenFault['fault']>> = {
  garbage: 'malformed',
  forged: 'badSignature',
  old: 'expired',
  elsewhere: 'unknownWorld',
  contradiction: 'contradictedWorld',
};

const tenants: Readonly<Record<string, string>> = ids;

/**
 * Admits bearers of the form `who@tenant` or `who@tenant/audience`: who is a role, or `app`; tenant a name from
 * the fixtures; the words above stand for tokens that are not good.
 */
export const gateOf =
  (world: World): Gate =>
  (request) => {
    const header = request.header('Authorization');
    if (header === undefined) return { admitted: false, fault: 'missing', detail: 'No token was sent.' };
    const [, bearer] = /^Bearer (.+)$/.exec(header) ?? [];
    if (bearer === undefined) return { admitted: false, fault: 'notBearer', detail: 'Not a bearer token.' };
    const fault = faults[bearer];
    if (fault) return { admitted: false, fault, detail: `The token is ${fault}.` };
    const [, who = '', tenant = '', audience = 'api'] = /^(\w+)@(\w+)(?:\/(\w+))?$/.exec(bearer) ?? [];
    request.admission = {
      admitted: true,
      world,
      token: {
        kind: who === 'app' ? 'app' : 'user',
        tenantId: (tenants[tenant] ?? '').toUpperCase(),
        applicationId: ids.application,
        audience: audiences[audience] ?? '',
        objectId: ids.user,
        ...(who !== 'app' && { userName: `${who}@${tenant}.example` }),
        mfa: who !== 'app' && who !== 'password',
        roles: roles[who] ?? [],
      },
    };
    return request.admission;
  };
