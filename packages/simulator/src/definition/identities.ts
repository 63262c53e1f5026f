import type { Ids } from '@marketsim/core';
import type {
  CustomerDefinition,
  PartnerDefinition,
  PublisherDefinition,
  WorldDefinition,
} from './schema.ts';

type Member = PartnerDefinition | CustomerDefinition | PublisherDefinition;
type Software = PartnerDefinition | PublisherDefinition;

/** Somebody of the definition with the Entra tenant of its company. */
export type Tenant<M extends Member> = Omit<M, 'tenantId'> & { readonly tenantId: string };

/** Somebody whose software signs in, with its application in that tenant. */
export type Tenanted<M extends Software> = Omit<Tenant<M>, 'applicationId'> & {
  readonly applicationId: string;
};

/** A definition in which everybody has ids. */
export interface IdentifiedDefinition {
  readonly definition: WorldDefinition;
  readonly partners: readonly Tenanted<PartnerDefinition>[];
  readonly publishers: readonly Tenanted<PublisherDefinition>[];
  readonly customers: readonly Tenant<CustomerDefinition>[];
}

/** Derives the ids that the definition leaves open; they depend on seed, world and alias only (GEN-06). */
export function identify(definition: WorldDefinition, ids: Ids): IdentifiedDefinition {
  const tenant = <M extends Member>(kind: string, member: M): Tenant<M> => ({
    ...member,
    tenantId: member.tenantId ?? ids.guid('tenant', kind, member.alias),
  });
  const software = <M extends Software>(kind: string, member: M): Tenanted<M> => ({
    ...tenant(kind, member),
    applicationId: member.applicationId ?? ids.guid('application', kind, member.alias),
  });
  return {
    definition,
    partners: definition.partners.map((partner) => software('partner', partner)),
    publishers: definition.publishers.map((publisher) => software('publisher', publisher)),
    customers: definition.customers.map((customer) => tenant('customer', customer)),
  };
}
