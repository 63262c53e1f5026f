import type { Instant } from '../time.ts';

/** What publishers are asked about, or told of (SF 3.1, 4.2). */
export const operationActions = [
  'Subscribe',
  'ChangePlan',
  'ChangeQuantity',
  'Renew',
  'Suspend',
  'Reinstate',
  'Unsubscribe',
] as const;

export type OperationAction = (typeof operationActions)[number];

/** Who asked for a change: `Azure` for customer, partner or marketplace; `Partner` for the publisher itself. */
export type OperationSource = 'Azure' | 'Partner';

export type OperationStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Conflict';

/**
 * A change of a subscription as its publisher sees it: one that it may accept or refuse, which is open until it
 * answers (QTY-08), or one that has happened, which is born succeeded.
 */
export interface Operation {
  readonly id: string;
  readonly subscriptionId: string;
  readonly publisherId: string;
  readonly action: OperationAction;
  readonly source: OperationSource;
  readonly status: OperationStatus;
  /** Plan and quantity after the change. */
  readonly skuId: string;
  readonly quantity: number;
  readonly openedAt: Instant;
  /** While the question is not delivered: the instant at which the change fails (QTY-08). */
  readonly deliverBy?: Instant;
  /** Once it is delivered: from this instant on silence counts as consent (QTY-08). */
  readonly acknowledgeBy?: Instant;
  readonly closedAt?: Instant;
}

/** What a publisher may refuse; everything else it is only told (SF 4.2). */
export type Question = Extract<OperationAction, 'ChangePlan' | 'ChangeQuantity' | 'Reinstate'>;

const questions: ReadonlySet<string> = new Set<Question>(['ChangePlan', 'ChangeQuantity', 'Reinstate']);

export const isQuestion = (action: OperationAction): action is Question => questions.has(action);
