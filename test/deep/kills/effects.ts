import type { Answer } from './storm.ts';

/** What is asked for: by the customer, by the publisher itself, or by the partner. */
export type Ask = 'quantity' | 'plan' | 'own' | 'reinstate' | 'suspend' | 'cancel';

/** A row of the table of what comes of a publisher's answer, and the end that it leads to. */
export interface Effect {
  readonly ask: Ask;
  readonly answer: Answer;
  readonly operation: 'Succeeded' | 'Failed';
  readonly end: { readonly status: string; readonly planId: string; readonly quantity: number };
}

const answers = {
  agreed: { status: 200, says: 'Success' },
  silent: { status: 200 },
  declined: { status: 200, says: 'Failure' },
  refused: { status: 400 },
  failed: { status: 503 },
} as const satisfies Record<string, Answer>;

const before = { status: 'Subscribed', planId: 'standard', quantity: 10 };
const more = { ...before, quantity: 12 };
const other = { ...before, planId: 'negotiated' };
const sold = { ...before, quantity: 5 };

const consents = (ask: Ask, made: Effect['end']): readonly Effect[] => [
  { ask, answer: answers.agreed, operation: 'Succeeded', end: made },
  { ask, answer: answers.silent, operation: 'Succeeded', end: made },
  { ask, answer: answers.declined, operation: 'Failed', end: before },
  { ask, answer: answers.refused, operation: 'Failed', end: before },
  { ask, answer: answers.failed, operation: 'Failed', end: before },
];

/** The same end, whatever is answered. */
const always = (ask: Ask, end: Effect['end']): readonly Effect[] =>
  Object.values(answers).map((answer) => ({ ask, answer, operation: 'Succeeded', end }));

/** Every cell of the table (SF 4.4), under the default settings. */
export const effects: readonly Effect[] = [
  ...consents('quantity', more),
  ...consents('plan', other),
  ...always('own', more),
  ...always('reinstate', sold).slice(0, 4),
  { ask: 'reinstate', answer: answers.failed, operation: 'Failed', end: { ...sold, status: 'Suspended' } },
  ...always('suspend', { ...sold, status: 'Suspended' }),
  ...always('cancel', { ...before, status: 'Unsubscribed' }),
];
