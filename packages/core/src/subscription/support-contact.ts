import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';

/** Whom the customer turns to for support of a subscription (PC 6.7). */
export interface SupportContact {
  readonly supportTenantId: string;
  readonly supportMpnId: string;
  readonly name: string;
}

/** Puts another support contact on a subscription. */
export interface SetSupportContact {
  readonly type: 'SetSupportContact';
  readonly subscriptionId: string;
  readonly supportContact: SupportContact;
}

export function setSupportContact(command: SetSupportContact, { state }: Context): Decision {
  const { subscriptionId, supportContact } = command;
  const subscription = state.subscriptions.get(subscriptionId);
  if (!subscription) return reject({ code: 'subscriptionNotFound', subscriptionId });
  const known = subscription.supportContact;
  const same =
    known?.supportTenantId === supportContact.supportTenantId &&
    known.supportMpnId === supportContact.supportMpnId &&
    known.name === supportContact.name;
  return accept(same ? [] : [{ type: 'SupportContactChanged', subscriptionId, supportContact }]);
}
