import type { SimulatedWorld } from '../worlds/simulated-world.ts';

/** The tenant of a partner, from its alias in the definition; anything else stands for itself. */
export const partnerTenant = (name: string, { identified }: SimulatedWorld): string =>
  identified.partners.find(({ alias }) => alias === name)?.tenantId ?? name.toLowerCase();

/** The tenant of a customer, from its alias in the definition; anything else stands for itself. */
export const customerTenant = (name: string, { identified }: SimulatedWorld): string =>
  identified.customers.find(({ alias }) => alias === name)?.tenantId ?? name.toLowerCase();
