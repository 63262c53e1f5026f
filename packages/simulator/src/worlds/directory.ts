import type { Ids } from '@marketsim/core';
import type { IdentifiedDefinition } from '../definition/identities.ts';

/** An application registered in the tenant of a partner or publisher. */
export interface Application {
  readonly kind: 'partner' | 'publisher';
  readonly alias: string;
  readonly tenantId: string;
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
  return {
    tenants: new Set([...partners, ...publishers, ...identified.customers].map(({ tenantId }) => tenantId)),
    application: (tenantId, applicationId) => applications.get(key(tenantId, applicationId)),
    partners,
    publishers,
    partner: byAlias(partners, partners[firstDirect] ?? partners[0]),
    publisher: byAlias(publishers, publishers[0]),
    userObjectId: (tenantId, name) => ids.guid('user', tenantId, name),
  };
}
