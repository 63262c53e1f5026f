import type { TableCommand } from './transitions.ts';

/** The publisher's personal link for a purchase, with a fresh token in it (ACT-02, ACT-04). */
export interface GetActivationLink {
  readonly type: 'GetActivationLink';
}

/** A publisher shows a purchase token and learns what was bought (ACT-05). */
export interface ResolveToken {
  readonly type: 'ResolveToken';
}

/** The publisher has given out this many licences (ACT-10). */
export interface AssignLicenses {
  readonly type: 'AssignLicenses';
  readonly count: number;
}

/** The publisher confirms that the account is set up: Activate of the fulfillment API (ACT-11). */
export interface ConfirmActivation {
  readonly type: 'ConfirmActivation';
  readonly planId?: string;
  readonly quantity?: number;
}

export interface SetNickname {
  readonly type: 'SetNickname';
  readonly friendlyName: string;
}

/** Puts an indirect reseller on record; an empty MPN id takes it off again (MPN-01, MPN-04). */
export interface SetReseller {
  readonly type: 'SetReseller';
  readonly mpnId: string;
}

export interface SetQuantity {
  readonly type: 'SetQuantity';
  readonly quantity: number;
}

export interface SetAutoRenew {
  readonly type: 'SetAutoRenew';
  readonly autoRenew: boolean;
}

export interface Cancel {
  readonly type: 'Cancel';
}

/** The publisher's answer to an open operation (QTY-08). */
export interface AcknowledgeOperation {
  readonly type: 'AcknowledgeOperation';
  readonly operationId: string;
  readonly result: 'Success' | 'Failure';
}

/** What can be asked of one subscription. */
export type SubscriptionChange =
  | GetActivationLink
  | ResolveToken
  | AssignLicenses
  | ConfirmActivation
  | SetNickname
  | SetReseller
  | SetQuantity
  | SetAutoRenew
  | Cancel
  | AcknowledgeOperation;

export type ChangeName = SubscriptionChange['type'] & TableCommand;
export type ChangeOf<Name extends ChangeName> = Extract<SubscriptionChange, { type: Name }>;
