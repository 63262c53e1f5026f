import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { activateNow } from './activation.ts';
import { stateOf } from './subscription.ts';

export const sandboxRules = declareRules({
  'ACT-16': {
    says: 'A sandbox account activates its purchases itself, once, without the publisher; billing starts at that instant.',
    source:
      'https://learn.microsoft.com/partner-center/developer/activate-sandbox-subscription-azure-marketplace-products',
    confidence: 'D',
  },
});

/** A sandbox account sets up what it bought without the publisher (ACT-16). */
export interface ActivateInSandbox {
  readonly type: 'ActivateInSandbox';
  readonly subscriptionId: string;
}

export function activateInSandbox({ subscriptionId }: ActivateInSandbox, context: Context): Decision {
  const { state } = context;
  const subscription = state.subscriptions.get(subscriptionId);
  if (!subscription) return reject({ code: 'subscriptionNotFound', subscriptionId });
  if (!state.partners.get(subscription.partnerId ?? '')?.sandbox) return reject({ code: 'notSandbox' });
  switch (subscription.phase) {
    case 'pending':
      return accept(activateNow(subscription, context));
    case 'running':
      return reject({ code: 'alreadyActive', state: stateOf(subscription) });
    case 'ended':
      return reject({ code: 'subscriptionEnded', state: stateOf(subscription) });
  }
}
