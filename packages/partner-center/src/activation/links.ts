import { activationLink, declareRules, type Subscription } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { execute } from '../execute.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { linkSchema, linkTo } from '../wire/link.ts';

export const activationLinkRules = declareRules({
  'ACT-02': {
    says: 'The activation link is had from the confirmed order, by its line, and from the subscription.',
    source: 'https://learn.microsoft.com/partner-center/developer/get-activation-link-by-order-line-item',
    confidence: 'D',
  },
});

/** The publisher's personal address for a line that was bought (PC 5.6). */
export const activationLinkSchema = z
  .strictObject({ lineItemNumber: z.int(), link: linkSchema })
  .meta({ id: 'OrderLineItemActivationLink' });

/** Where links of a sandbox lead: to nobody (PC 5.6). */
const dummyUri = 'https://sandbox.invalid/activation?token=dummy';

/**
 * A fresh activation link, each reading with a token of its own (ACT-04). None for a subscription that has
 * ended; a dummy one in the sandbox, where no publisher is involved.
 */
export function activationLinksOf(
  ctx: PartnerContext,
  subscription: Subscription,
): readonly z.output<typeof activationLinkSchema>[] {
  if (subscription.phase === 'ended') return [];
  const { lineItemNumber } = subscription;
  const uri = ctx.partner.sandbox ? dummyUri : freshUri(ctx, subscription);
  return [{ lineItemNumber, link: linkTo(uri) }];
}

function freshUri(ctx: PartnerContext, { id, productId }: Subscription): string {
  const events = execute(ctx, {
    type: 'ChangeSubscription',
    subscriptionId: id,
    changes: [{ type: 'GetActivationLink' }],
  });
  const issued = events.find((event) => event.type === 'PurchaseTokenIssued');
  const offer = ctx.engine.state.offers.get(productId);
  if (!issued || !offer) throw new Error(`no activation link for subscription ${id}`);
  return activationLink(ctx.world.outbox.landingPageOf(offer), issued.token);
}

/** The list that the examples of all three addresses show. */
export const exampleActivationLinks = exampleList(
  `/customers/${exampleIds.customer}/orders/${exampleIds.order}/lineitems/0/activationlinks`,
  {
    lineItemNumber: 0,
    link: linkTo('https://northlight.example/welcome?token=c2FtcGxlLXRva2Vu%2BA%3D%3D'),
  },
);
