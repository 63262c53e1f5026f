import { didYouMean, refuse } from '@marketsim/http';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

/** The tenant of a partner, from its alias in the definition; anything else stands for itself. */
export const partnerTenant = (name: string, { identified }: SimulatedWorld): string =>
  identified.partners.find(({ alias }) => alias === name)?.tenantId ?? name.toLowerCase();

/** The tenant of a customer, by its alias in the definition or by its id; ends the request when there is none. */
export function customerTenant(name: string, { identified, engine }: SimulatedWorld): string {
  const { customers } = identified;
  const id = customers.find(({ alias }) => alias === name)?.tenantId ?? name.toLowerCase();
  if (engine.state.customers.has(id)) return id;
  const aliases = customers.map(({ alias }) => alias);
  return refuse<ControlProblem>({
    ...domainProblem({ code: 'customerNotFound', customerId: id }),
    message: `there is no customer "${name}"; there is ${aliases.join(', ') || 'none'}${didYouMean(name, aliases)}`,
    target: 'customer',
  });
}
