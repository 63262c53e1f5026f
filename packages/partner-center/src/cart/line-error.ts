import type { CartLineProblem, Settings } from '@marketsim/core';
import { z } from 'zod';

const names = [
  'currency_is_not_supported',
  'catalog_item_id_is_not_valid',
  'participants_is_not_supported_for_partner',
  'sandbox_limit_exceeded',
  'invalid_input',
  'attestation_not_accepted',
  'max_allowed_seats_per_subscription_exceeded',
  'billing_plan_not_supported',
] as const;

/** What is wrong with a line, inside a cart that was made all the same (PC 4.1). */
export const lineErrorSchema = z
  .strictObject({ errorCode: z.union([z.int(), z.enum(names)]), errorDescription: z.string().min(1) })
  .meta({ id: 'CartError' });

type LineError = z.output<typeof lineErrorSchema>;

interface Code {
  readonly number: number;
  readonly name: (typeof names)[number];
  /** From which of them it follows. */
  readonly rules: readonly string[];
}

const itemInvalid: Code = {
  number: 10001,
  name: 'catalog_item_id_is_not_valid',
  rules: ['PUR-05', 'PUR-06', 'PUR-07'],
};
const invalidInput: Code = { number: 10010, name: 'invalid_input', rules: ['PUR-11', 'PUR-12'] };

const codes: Readonly<Record<CartLineProblem['code'], Code>> = {
  currencyNotSupported: { number: 10000, name: 'currency_is_not_supported', rules: ['BIL-17'] },
  catalogItemUnknown: itemInvalid,
  availabilityNotCurrent: itemInvalid,
  notSoldInCountry: itemInvalid,
  participantsNotSupported: {
    number: 10004,
    name: 'participants_is_not_supported_for_partner',
    rules: ['MPN-01'],
  },
  sandboxLimitExceeded: { number: 10009, name: 'sandbox_limit_exceeded', rules: ['QTY-03'] },
  attestationMissing: { number: 10012, name: 'attestation_not_accepted', rules: [] },
  seatsExceeded: { number: 10015, name: 'max_allowed_seats_per_subscription_exceeded', rules: ['PUR-23'] },
  quantityOutOfRange: invalidInput,
  renewsToNotSupported: invalidInput,
  billingPlanNotSupported: { number: 10013, name: 'billing_plan_not_supported', rules: ['PUR-12'] },
};

/** The problem of a line in words. */
export function lineProblemText(problem: CartLineProblem): string {
  switch (problem.code) {
    case 'currencyNotSupported':
      return `The currency is not supported; the customer is billed in ${problem.expected}.`;
    case 'catalogItemUnknown':
      return `The catalog item ${problem.catalogItemId} is not valid.`;
    case 'availabilityNotCurrent':
      return `The availability of ${problem.catalogItemId} is no longer current; read the catalog again.`;
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

/** The number that a problem of a line has in the documents. */
export const lineErrorNumber = ({ code }: CartLineProblem): number => codes[code].number;

/** Ids of the rules behind the error of a line, by its number or name; none for what is no such error. */
export const lineErrorRules = (errorCode: number | string): readonly string[] =>
  Object.values(codes).find(({ number, name }) => number === errorCode || name === errorCode)?.rules ?? [];

/** The problem of a line as the cart tells it (PC 4.1 CartError). */
export const lineErrorOf = (problem: CartLineProblem, settings: Settings): LineError => ({
  errorCode: codes[problem.code][settings['cart.errorCode']],
  errorDescription: lineProblemText(problem),
});
