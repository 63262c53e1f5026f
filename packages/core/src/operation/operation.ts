import type { Instant } from '../time.ts';

/** What a publisher is asked about (SF 3.1). Further actions of the marketplace join this union as they are sent. */
export type OperationAction = 'ChangeQuantity';

export type OperationStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Conflict';

/** A change of a subscription that the publisher may accept or refuse (QTY-08). */
export interface Operation {
  readonly id: string;
  readonly subscriptionId: string;
  readonly publisherId: string;
  readonly action: OperationAction;
  /** `Azure` for changes by customer, partner or marketplace; `Partner` for the publisher's own. */
  readonly source: 'Azure' | 'Partner';
  readonly status: OperationStatus;
  /** The value asked for. */
  readonly quantity: number;
  readonly openedAt: Instant;
  /** From this instant on silence counts as consent (QTY-08). */
  readonly acknowledgeBy: Instant;
  readonly closedAt?: Instant;
}
