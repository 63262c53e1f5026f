import type { Partner } from '@marketsim/core';
import type { Admission, Contract, Gate, RequestInfo, VerifiedToken } from '@marketsim/http';
import type { PartnerContext } from './context.ts';
import { isPartnerContract, type PartnerContract } from './contract.ts';
import { refuseDomain } from './execute.ts';
import { gatewayFault, refuseWith } from './problem.ts';
import { missingRight, type Right, rightWords, rolesWith } from './roles.ts';

const retiredAudience = 'https://graph.windows.net';
const audiences: readonly string[] = [
  'https://api.partnercenter.microsoft.com',
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
];

/** Turns a token into a context: who may call at all, with which kind of token, in which role (PC 1.4, 1.5). */
export const identifyBy =
  (gate: Gate, pause: PartnerContext['pause']) =>
  async (request: RequestInfo, contract: Contract): Promise<PartnerContext> => {
    if (!isPartnerContract(contract)) throw new Error(`${contract.id} states neither access nor right`);
    const admission = await gate(request);
    if (!admission.admitted) {
      return refuseWith(gatewayFault(401, 400, `Access denied: ${admission.detail}.`));
    }
    const partner = partnerOf(admission);
    const { token, world } = admission;
    checkStanding(partner, admission);
    admit(token, contract);
    checkVersion(admission, request);
    const callerId = token.kind === 'app' ? token.applicationId : token.objectId;
    return { world, engine: world.engine, token, partner, request, callerId, pause };
  };

function partnerOf({ token, world }: Admission): Partner {
  const audience = token.audience.replace(/\/$/, '');
  if (audience === retiredAudience) {
    return refuseWith(
      gatewayFault(
        401,
        900420,
        `Tokens for ${retiredAudience} are no longer accepted; ask for ${audiences[0]}.`,
      ),
    );
  }
  const partner = world.engine.state.partners.get(token.tenantId.toLowerCase());
  if (!audiences.includes(audience)) {
    const text = `The token is for ${audience || 'nobody'}, not for Partner Center; ask for ${audiences[0]}.`;
    return refuseWith(gatewayFault(401, 800001, text));
  }
  if (!partner) {
    const text = `The token carries no partner: tenant ${token.tenantId} is none.`;
    return refuseWith(gatewayFault(401, 800001, text));
  }
  if (partner.kind === 'indirectReseller') {
    return refuseWith(
      gatewayFault(403, 2032, 'Access denied: indirect resellers have no access to this API.'),
    );
  }
  return partner;
}

/** The partner must be active in its programme (PUR-24), and a user signed in as the policies of the world want it (PC 1.5). */
function checkStanding({ inactiveProgram: program }: Partner, { token, world: { engine } }: Admission): void {
  if (program === 'csp') refuseDomain({ engine }, { code: 'programInactive', program });
  const policy = engine.state.settings['auth.conditionalAccess'];
  if (policy === 'secondFactor' && token.kind === 'user' && !token.mfa) {
    const text = 'Access is blocked by a policy of conditional access: sign in with a second factor.';
    refuseWith(gatewayFault(403, 900309, text));
  }
}

/** Where a world says so, the version of the contract must be named (PC 0.4). */
function checkVersion({ world }: Admission, request: RequestInfo): void {
  const version = request.header('MS-Contract-Version');
  if (!world.engine.state.settings['contractVersion.required'] || version?.toLowerCase() === 'v1') return;
  const got = version === undefined ? 'nothing' : `"${version}"`;
  refuseWith(gatewayFault(400, 3000, `MS-Contract-Version: expected "v1", got ${got}.`));
}

function admit(token: VerifiedToken, { summary, access, right }: PartnerContract): void {
  if (access === 'U' && token.kind === 'app') refuseAppOnly(`"${summary}"`);
  requireRight(token, right);
}

/** Refuses an app-only token where a user must have signed in (PC 1.5). */
export const refuseAppOnly = (what: string): never =>
  refuseWith(gatewayFault(403, 900329, `An app-only token is not supported for ${what}; sign a user in.`));

/** Refuses a caller whose roles lack a right (PC 1.4). */
export function requireRight(token: VerifiedToken, right: Right): void {
  const code = missingRight(token, right);
  if (code === undefined) return;
  const held = token.roles.length > 0 ? token.roles.join(', ') : 'none';
  const text = code === 900308 ? 'Insufficient privileges' : 'The role lacks the right';
  const message = `${text} to ${rightWords[right]}; ${rolesWith(right).join(' or ')} may; roles of the caller: ${held}.`;
  refuseWith(gatewayFault(403, code, message));
}
