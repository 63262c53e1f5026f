import { base64 } from '../base64.ts';
import type { Context, Decision } from '../decision.ts';
import { accept } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { durationMs, plusMs } from '../time.ts';
import type { GetActivationLink, ResolveToken } from './command.ts';
import type { Subscription } from './subscription.ts';

export const purchaseTokenRules = declareRules({
  'ACT-01': {
    says: 'The token in a link identifies exactly one purchase.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
  'ACT-03': {
    says: "A link is the publisher's landing page with the percent-encoded token in its query.",
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'ACT-04': {
    says: 'Each reading of a link makes a new token; every token lives for its own time from its issue.',
    parameters: ['act.tokenTtl', 'act.tokenFormat'],
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D/P',
  },
  'ACT-05': {
    says: 'Resolving a token shows the purchase in any state and changes nothing but the note that it was seen.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D/P',
  },
  'ACT-07': {
    says: 'A partner may open the link with the credentials of its customer: who did is noted, and all goes on alike.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

const tokenBytes = 191;

/** What a token is made of: nothing that means anything, or for debugging what it stands for (SF 2.3). */
function tokenBytesOf({ id, tokensIssued }: Subscription, { state, ids }: Context): readonly number[] {
  if (state.settings['act.tokenFormat'] === 'opaque') return ids.bytes(tokenBytes, 'token', id, tokensIssued);
  const text = JSON.stringify({ subscriptionId: id, number: tokensIssued + 1 });
  return [...text].map((character) => character.charCodeAt(0));
}

/** Issues a fresh purchase token; older ones stay valid for their own time (ACT-04). */
export function issueToken(
  subscription: Subscription,
  { actor }: GetActivationLink,
  context: Context,
): Decision {
  const { now, state } = context;
  return accept([
    {
      type: 'PurchaseTokenIssued',
      subscriptionId: subscription.id,
      token: base64(tokenBytesOf(subscription, context)),
      expiresAt: plusMs(now, durationMs(state.settings['act.tokenTtl'])),
      ...(actor && { actor }),
    },
  ]);
}

/** Notes that the publisher has seen the purchase, once (ACT-05). */
export const showPurchase = (
  subscription: Subscription,
  _change: ResolveToken,
  _context: Context,
): Decision =>
  accept(subscription.firstResolvedAt ? [] : [{ type: 'PurchaseResolved', subscriptionId: subscription.id }]);

/** The activation link of a purchase: landing page, its own query kept, and the encoded token (ACT-03). */
export const activationLink = (landingPageUrl: string, token: string): string =>
  `${landingPageUrl}${landingPageUrl.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`;
