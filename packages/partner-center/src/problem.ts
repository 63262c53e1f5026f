import type { DomainError, Settings } from '@marketsim/core';
import { refuse } from '@marketsim/http';

/** Which part of the real service answers: gateway, customers and MPN ids; commerce; or agreements of partners (PC 0.9). */
type Source = 'PartnerFD' | 'PartnerApiServiceControllers' | 'ComplianceController';

/** The edition of the error codes a world answers with. */
export type ErrorList = Settings['error.list'];

/** A refusal as the envelope tells it, before it is put into it (PC 0.9). */
export type Fault = {
  readonly status: number;
  readonly code: number;
  readonly description: string;
  readonly source: Source;
  readonly data?: readonly string[];
  /** Replaces the envelope, where the documented body is another one. */
  readonly body?: Readonly<Record<string, unknown>>;
};

/** What this API itself, or the engine below it, has against a request. */
export type PartnerProblem =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'domain'; readonly error: DomainError; readonly list: ErrorList };

type FaultParts = readonly [status: number, code: number, description: string];

/** A fault of the gateway, of customers or of MPN ids. */
export const gatewayFault = (...[status, code, description]: FaultParts): Fault => ({
  status,
  code,
  description,
  source: 'PartnerFD',
});

/** A fault of catalog, carts, orders or subscriptions. */
export const commerceFault = (...[status, code, description]: FaultParts): Fault => ({
  status,
  code,
  description,
  source: 'PartnerApiServiceControllers',
});

/** A fault of the check of partner agreements (PC 2.9). */
export const complianceFault = (...[status, code, description]: FaultParts): Fault => ({
  status,
  code,
  description,
  source: 'ComplianceController',
});

/** Ends the request with this fault. */
export const refuseWith = (fault: Fault): never => refuse<PartnerProblem>({ kind: 'fault', fault });
