import type { Minor } from '../money.ts';
import type { DeliveryResult } from '../operation/delivery.ts';
import type { OperationSource } from '../operation/operation.ts';
import type { Step } from './step.ts';
import type { TableCommand } from './transitions.ts';

/** The publisher's personal link for a purchase, with a fresh token in it (ACT-02, ACT-04). */
export interface GetActivationLink {
  readonly type: 'GetActivationLink';
  /** Who is about to open it; absent when nobody said (ACT-07). */
  readonly actor?: LinkActor;
}

/** Who opens a link: the customer, or its partner with the customer's credentials (ACT-07). */
export type LinkActor = 'customer' | 'partnerAsCustomer';

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

/** The marketplace activates a purchase of a sandbox account, without its publisher (ACT-16). */
export interface SandboxActivate {
  readonly type: 'SandboxActivate';
}

/** A step is done (ACT-08, CAN-10). */
export interface CompleteStep {
  readonly type: 'CompleteStep';
  readonly name: string;
}

/** The publisher wants a step done before a change (CAN-10). */
export interface RequireStep {
  readonly type: 'RequireStep';
  readonly step: Step;
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

/** A change that a publisher may ask for too, of what was sold without a partner (SF 2.8, 2.9). */
interface Requested {
  /** `Partner` is the publisher; absent: customer, partner or marketplace. */
  readonly source?: OperationSource;
}

export interface SetQuantity extends Requested {
  readonly type: 'SetQuantity';
  readonly quantity: number;
}

export interface SetAutoRenew {
  readonly type: 'SetAutoRenew';
  readonly autoRenew: boolean;
}

export interface Cancel extends Requested {
  readonly type: 'Cancel';
}

/** The publisher gives money back after the window, in minor units, and lets the subscription go (CAN-20). */
export interface ApproveRefund {
  readonly type: 'ApproveRefund';
  readonly amount: Minor;
}

/** The publisher's answer to an open operation (QTY-08). */
export interface AcknowledgeOperation {
  readonly type: 'AcknowledgeOperation';
  readonly operationId: string;
  readonly result: 'Success' | 'Failure';
}

/** Another plan of the same offer, by the publisher's id of it (PLN-01). */
export interface ChangePlan extends Requested {
  readonly type: 'ChangePlan';
  readonly planId: string;
}

/** The partner takes access away (SUS-01). */
export interface Suspend {
  readonly type: 'Suspend';
}

/** The partner gives access back (SUS-07). */
export interface Reactivate {
  readonly type: 'Reactivate';
}

/** How the sending of a webhook ended, told by whoever sends (SF 4.4). */
export interface RecordDelivery {
  readonly type: 'RecordDelivery';
  readonly deliveryId: string;
  readonly result: DeliveryResult;
}

/** What can be asked of one subscription. */
export type SubscriptionChange =
  | GetActivationLink
  | ResolveToken
  | AssignLicenses
  | ConfirmActivation
  | SandboxActivate
  | CompleteStep
  | RequireStep
  | SetNickname
  | SetReseller
  | SetQuantity
  | SetAutoRenew
  | ChangePlan
  | Suspend
  | Reactivate
  | RecordDelivery
  | Cancel
  | ApproveRefund
  | AcknowledgeOperation;

export type ChangeName = SubscriptionChange['type'] & TableCommand;
export type ChangeOf<Name extends ChangeName> = Extract<SubscriptionChange, { type: Name }>;
