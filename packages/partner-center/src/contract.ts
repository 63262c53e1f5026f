import type { Contract, Endpoint } from '@marketsim/http';
import type { PartnerContext } from './context.ts';
import type { Right } from './roles.ts';

/** A contract of this API: it also says which tokens it takes and which right they need (PC 0.2, 1.4). */
export type PartnerContract = Contract & {
  /** `A+U`: app-only or app+user; `U`: app+user only. */
  readonly access: 'A+U' | 'U';
  readonly right: Right;
};

/** Ties a handler to its contract. Name `locate` before `handle`. */
export const endpoint = <const C extends PartnerContract, Found = undefined>(
  definition: Endpoint<PartnerContext, Found, C>,
): Endpoint<PartnerContext, Found, C> => definition;

/** Whether a contract is one of this API. */
export const isPartnerContract = (contract: Contract): contract is PartnerContract =>
  'right' in contract && (contract.access === 'U' || contract.access === 'A+U');
