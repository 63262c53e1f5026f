import type { SubscriptionChange } from '@marketsim/core';
import type { Effect } from './effect.ts';
import { activateInSandbox, assignLicenses, confirmActivation } from './effects/activation.ts';
import { acknowledge } from './effects/answer.ts';
import { cancel } from './effects/cancel.ts';
import { changePlan, setQuantity } from './effects/change.ts';
import {
  completeStep,
  getActivationLink,
  requireStep,
  resolveToken,
  setAutoRenew,
  setNickname,
  setReseller,
} from './effects/records.ts';
import { approveRefund } from './effects/refund.ts';
import { reactivate, suspend } from './effects/suspension.ts';

/** What each command does in a state that allows it; the compiler names any that is forgotten. */
export const effects: {
  readonly [Type in Exclude<SubscriptionChange['type'], 'RecordDelivery'>]: Effect<Type>;
} = {
  GetActivationLink: getActivationLink,
  ResolveToken: resolveToken,
  AssignLicenses: assignLicenses,
  ConfirmActivation: confirmActivation,
  SandboxActivate: activateInSandbox,
  CompleteStep: completeStep,
  RequireStep: requireStep,
  SetNickname: setNickname,
  SetReseller: setReseller,
  SetQuantity: setQuantity,
  SetAutoRenew: setAutoRenew,
  ChangePlan: changePlan,
  ApproveRefund: approveRefund,
  Suspend: suspend,
  Reactivate: reactivate,
  Cancel: cancel,
  AcknowledgeOperation: acknowledge,
};
