import type { Ids } from '@marketsim/core';
import type { IdentifiedDefinition } from '../definition/identities.ts';

/** An application registered in the tenant of a partner or publisher. */
export interface Application {
  readonly kind: 'partner' | 'publisher';
  readonly alias: string;
  readonly tenantId: string;
  /** Of the tenant; lower case. */
  readonly domain: string;
  readonly applicationId: string;
  /** Object id of its service principal. */
  readonly objectId: string;
  /** The only secret that is taken; absent: any. */
  readonly clientSecret?: string;
}

/** Who can sign in to a world, as Entra would know it. */
export interface Directory {
  /** Tenant ids of everybody in the definition, lower case. */
  readonly tenants: ReadonlySet<string>;
  /** The tenant that an id or a domain names, in any case. */
  tenantNamed(name: string): string | undefined;
  application(tenantId: string, applicationId: string): Application | undefined;
  /** By alias; without one the first direct-bill partner, else the first partner. */
  partner(alias?: string): Application | undefined;
  /** By alias; without one the first publisher. */
  publisher(alias?: string): Application | undefined;
  readonly partners: readonly Application[];
  readonly publishers: readonly Application[];
  /** Object id of a user of a tenant; `name` tells users apart. */
  userObjectId(tenantId: string, name: string): string;
}

type Software = IdentifiedDefinition['partners'][number] | IdentifiedDefinition['publishers'][number];

/** What stands behind the @ of its users; lower case. */
export const domainOf = (member: Software): string =>
  (('domain' in member ? member.domain : undefined) ?? `${member.alias}.example`).toLowerCase();

const key = (tenantId: string, applicationId: string): string => `${tenantId} ${applicationId}`.toLowerCase();

const byAlias = (
  members: readonly Application[],
  first: Application | undefined,
): ((alias?: string) => Application | undefined) => {
  const known = new Map(members.map((member) => [member.alias, member]));
  return (alias) => (alias === undefined ? first : known.get(alias));
};

/** The directory of a world. */
export function directoryOf(identified: IdentifiedDefinition, ids: Ids): Directory {
  const application = (kind: Application['kind'], member: Software): Application => ({
    kind,
    alias: member.alias,
    tenantId: member.tenantId,
    domain: domainOf(member),
    applicationId: member.applicationId,
    objectId: ids.guid('service principal', member.tenantId, member.applicationId),
    ...(member.clientSecret === undefined ? {} : { clientSecret: member.clientSecret }),
  });
  const partners = identified.partners.map((partner) => application('partner', partner));
  const publishers = identified.publishers.map((publisher) => application('publisher', publisher));
  const firstDirect = identified.partners.findIndex(({ kind }) => kind === 'directBill');
  const applications = new Map(
    [...partners, ...publishers].map((entry) => [key(entry.tenantId, entry.applicationId), entry]),
  );
  const members = [...publishers, ...partners, ...identified.customers];
  const tenants = new Set(members.map(({ tenantId }) => tenantId));
  const byDomain = new Map(members.map(({ domain, tenantId }) => [domain.toLowerCase(), tenantId]));
  return {
    tenants,
    tenantNamed(name) {
      const wanted = name.toLowerCase();
      return tenants.has(wanted) ? wanted : byDomain.get(wanted);
    },
    application: (tenantId, applicationId) => applications.get(key(tenantId, applicationId)),
    partners,
    publishers,
    partner: byAlias(partners, partners[firstDirect] ?? partners[0]),
    publisher: byAlias(publishers, publishers[0]),
    userObjectId: (tenantId, name) => ids.guid('user', tenantId, name),
  };
}
