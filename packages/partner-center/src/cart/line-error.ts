import type { CartLineProblem } from '@marketsim/core';
import { z } from 'zod';

/** What is wrong with a line, inside a cart that was made all the same (PC 4.1). */
export const lineErrorSchema = z
  .strictObject({ errorCode: z.int(), errorDescription: z.string().min(1) })
  .meta({ id: 'CartError' });

type LineError = z.output<typeof lineErrorSchema>;

const codes: Readonly<Record<CartLineProblem['code'], number>> = {
  currencyNotSupported: 10000,
  catalogItemUnknown: 10001,
  notSoldInCountry: 10001,
  participantsNotSupported: 10004,
  sandboxLimitExceeded: 10009,
  attestationMissing: 10012,
  seatsExceeded: 10015,
  quantityOutOfRange: 10010,
  renewsToNotSupported: 10010,
  billingPlanNotSupported: 10013,
};

/** The problem of a line in words. */
function lineProblemText(problem: CartLineProblem): string {
  switch (problem.code) {
    case 'currencyNotSupported':
      return `The currency is not supported; the customer is billed in ${problem.expected}.`;
    case 'catalogItemUnknown':
      return `The catalog item ${problem.catalogItemId} is not valid.`;
    case 'notSoldInCountry':
      return `The plan is not sold in ${problem.country}.`;
    case 'participantsNotSupported':
      return 'Participants are not supported for this partner.';
    case 'sandboxLimitExceeded':
      return `A sandbox account is limited to ${problem.limit} licences per subscription.`;
    case 'seatsExceeded':
      return `A subscription is limited to ${problem.limit} seats.`;
    case 'attestationMissing':
      return `${problem.catalogItemId} requires attestationAccepted.`;
    case 'quantityOutOfRange':
      return problem.maximum === undefined
        ? `The quantity must be at least ${problem.minimum}.`
        : `The quantity must be from ${problem.minimum} to ${problem.maximum}.`;
    case 'renewsToNotSupported':
      return `The trial cannot turn into the term ${problem.renewsTo}.`;
    case 'billingPlanNotSupported':
      return `The plan is not sold for term ${problem.term.duration} with billing cycle ${problem.term.billingCycle}.`;
  }
}

/** The problem of a line as the cart tells it (PC 4.1 CartError). */
export const lineErrorOf = (problem: CartLineProblem): LineError => ({
  errorCode: codes[problem.code],
  errorDescription: lineProblemText(problem),
});
