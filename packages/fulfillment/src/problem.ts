import type { DomainError } from '@marketsim/core';
import type { UsageError } from './metering/usage-error.ts';

type Found<Code extends string, Detail = unknown> = { readonly code: Code } & Readonly<Detail>;

/** What this API itself refuses, beside what the engine does. `message` is for people. */
type ApiProblem =
  | Found<'apiVersionMissing'>
  | Found<'apiVersionUnsupported', { version: string }>
  | Found<'tokenMissing', { status: '401' | '403' }>
  | Found<'tokenRefused', { detail: string }>
  | Found<'subscriptionForeign', { subscriptionId: string }>
  | Found<'headerMissing', { header: string }>
  | Found<'continuationInvalid'>
  | Found<'cancelledTooLate', { windowHours: number }>
  | Found<'operationUnknown', { operationId: string; status: '400' | '404' }>
  | Found<'ownOperationAnswered', { operationId: string; status: '400' | '500' }>
  | Found<'operationStatusInvalid', { message: string }>
  | Found<'operationNotAsked', { action: string }>
  | Found<'notActive', { target: 'update' | 'unsubscribe' }>
  | Found<'subscriptionLocked', { status: '400' | '409' }>
  | Found<'updateMalformed', { message: string }>
  | Found<'updateRefused', { message: string }>
  | Found<'customerOperationMissing', { operation: 'Update' | 'Delete'; target: 'update' | 'unsubscribe' }>
  | Found<
      'usageRefused',
      {
        error: UsageError;
        /** What the engine refused, where it was the engine. */
        refusal?: DomainError;
      }
    >;

/** Every way in which a call is refused once its shape is right. */
export type FulfillmentProblem = ApiProblem | DomainError;

/** The codes that the error table answers, one entry each. */
export type ProblemCode = FulfillmentProblem['code'];

/** The problems by their code. */
export type ProblemByCode = {
  readonly [Code in ProblemCode]: Extract<FulfillmentProblem, { readonly code: Code }>;
};
