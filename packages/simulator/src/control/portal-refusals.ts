import type { DomainError, ErrorCode } from '@marketsim/core';
import type { RefusalContract } from '@marketsim/http';
import { type ControlProblem, domainProblem } from './problem.ts';

/** The member of a purchase or change that each refusal of the engine is about. */
const targets: Partial<Readonly<Record<ErrorCode, string>>> = {
  customerNotFound: 'customer',
  notSoldInCountry: 'customer',
  availabilityNotFound: 'catalogItemId',
  notBoughtHere: 'planId',
  alreadyBought: 'planId',
  noLongerSold: 'planId',
  notEligible: 'planId',
  termNotAllowed: 'term',
  quantityOutOfRange: 'quantity',
  quantityNotChangeable: 'quantity',
  decreaseNotAllowed: 'quantity',
  sandboxLimitExceeded: 'quantity',
  notRenewable: 'autoRenew',
  windowPassed: 'status',
  nicknameInvalid: 'name',
};

/** What the engine refuses of a purchase or change, with the member that it is about. */
export function portalProblem(error: DomainError): ControlProblem {
  const target = targets[error.code];
  const message = wordsOf(error);
  return {
    ...domainProblem(error),
    ...(message !== undefined && { message }),
    ...(target !== undefined && { target }),
  };
}

/** What a customer is told, where the details alone would be a riddle. */
function wordsOf(error: DomainError): string | undefined {
  if (error.code === 'nicknameInvalid') return `a name has 1 to ${error.maximumLength} characters`;
  if (error.code !== 'termNotAllowed') return undefined;
  return `the plan is not sold for ${error.term.duration} billed ${error.term.billingCycle}`;
}

/** Quantities and names that fit no purchase or change. */
export const misfits: readonly RefusalContract[] = [
  { status: 400, code: 'quantityOutOfRange', when: 'the plan is not sold in that quantity' },
  { status: 400, code: 'nicknameInvalid', when: 'the name has not 1 to 256 characters' },
];
