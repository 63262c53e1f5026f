import type { ClosestPolicy } from '@marketsim/core';
import { second } from '../text/instant.ts';

/** A publisher of the default world, as it is called and signs in. */
export interface BannerPublisher {
  readonly alias: string;
  readonly tenantId: string;
  readonly applicationId: string;
  /** The only secret that it can sign in with; any will do without one. */
  readonly clientSecret?: string | undefined;
  readonly landingPageUrl: string;
  readonly webhookUrl?: string | undefined;
}

/** What a newcomer needs to know of a simulator that has started. */
export interface BannerFacts {
  readonly url: string;
  readonly auth: 'development' | 'strict';
  /** How it is reached by HTTPS, and the file with the authority that clients have to trust. */
  readonly tls?: { readonly url: string; readonly caFile?: string | undefined };
  readonly clock: { readonly mode: string; readonly now: string };
  /** The rules that the default world goes by. */
  readonly policy: ClosestPolicy;
  /** Where worlds are kept; nowhere without it. */
  readonly dataFolder?: string | undefined;
  readonly mock?: {
    readonly url: string;
    /** Id of its process. */
    readonly pid: number | undefined;
    readonly publishers: readonly BannerPublisher[];
  };
  /** The publisher in whose place an own app is. */
  readonly own?: BannerPublisher & { readonly landingPage: 'there' | 'none' };
}

const row = (name: string, text: string): string => `  ${name.padEnd(24)}${text}`;

const addresses = ({ url, tls }: BannerFacts): readonly string[] => [
  row('Partner Center API', `${url}/v1`),
  row('SaaS fulfillment API', `${url}/api`),
  row('Sign-in', `${url}/{tenant}/oauth2/token`),
  row(
    'Control',
    `${url}/_sim    accounts, clock, ledger, invoices, events, webhooks, requests, settings, worlds`,
  ),
  row('Contracts', `${url}/openapi/partner-center.json  fulfillment.json  control.json`),
  row('', `${url}/docs    the same as a page, where calls can be tried out`),
  ...(tls ? [row('HTTPS', tls.url), row('  authority to trust', tls.caFile ?? 'in memory')] : []),
];

const deskOf = ({ landingPageUrl }: BannerPublisher): string => new URL('.', landingPageUrl).href;

function mockLines({ mock, own }: BannerFacts): readonly string[] {
  if (!mock) {
    return [row('Mock publisher', own ? 'none' : 'none: nobody is told of changes, and they apply at once')];
  }
  return [
    row('Mock publisher', `${mock.url}    process ${mock.pid}`),
    ...mock.publishers.flatMap((publisher) => [
      row(`  ${publisher.alias}`, `${publisher.landingPageUrl}    landing page`),
      row('', `${deskOf(publisher)}    staff desk`),
    ]),
  ];
}

function ownLines({ own, url }: BannerFacts): readonly string[] {
  if (!own) return [];
  const { alias, tenantId, applicationId, clientSecret, landingPage, landingPageUrl, webhookUrl } = own;
  return [
    '',
    row('Your own app', `in the place of ${alias}`),
    row('  landing page', landingPage === 'there' ? landingPageUrl : 'none: activation links lead nowhere'),
    row('  webhook', webhookUrl ?? 'none: it is told of nothing, and changes apply at once'),
    row('  tenant', tenantId),
    row('  application', `${applicationId}    audience of its webhook tokens`),
    row('  secret', clientSecret ?? 'any'),
    row('  webhook tokens', `${url}/${tenantId}/.well-known/openid-configuration    metadata`),
    row('', `${url}/${tenantId}/discovery/keys    keys`),
  ];
}

function tokenLines({ auth, url }: BannerFacts): readonly string[] {
  if (auth === 'strict') {
    return [
      row('Development tokens', `are refused; ${url}/_sim/accounts lists the applications that sign in`),
    ];
  }
  return [
    row(
      'Development tokens',
      'dev-admin-agent dev-global-admin dev-sales-agent dev-helpdesk-agent dev-billing-admin',
    ),
    row('', 'dev-app dev-publisher    of another account: dev-admin-agent.provider, in another world: @name'),
    '',
    `  curl -H "Authorization: Bearer dev-admin-agent" ${url}/v1/customers`,
  ];
}

function policyText({ profile, preset, otherwise }: ClosestPolicy): string {
  const names = `${profile}, preset ${preset}`;
  return otherwise.length === 0 ? names : `${names}; otherwise ${otherwise.join(' ')}`;
}

/** What a newcomer needs to see: where everything is, what time it is, and one call that works when pasted. */
export function banner(facts: BannerFacts): string {
  const { url, clock, policy, dataFolder } = facts;
  return [
    `marketsim listening on ${url}`,
    '',
    ...addresses(facts),
    '',
    ...mockLines(facts),
    ...ownLines(facts),
    '',
    row('Clock', `${clock.mode}, ${second(clock.now)} UTC in world default`),
    row('Profile', `${policyText(policy)}    in world default`),
    row('Worlds', dataFolder === undefined ? 'in memory: a stop ends them' : `kept in ${dataFolder}`),
    '',
    ...tokenLines(facts),
    '',
  ].join('\n');
}
