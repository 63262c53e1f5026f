import { expectThat } from './expect.ts';
import { type Bought, pathOf, subscriptionOf } from './purchase.ts';
import { subscriptionReply } from './replies.ts';
import type { Stage } from './stage.ts';

/** How many webhooks of an action the publisher has had for a subscription, verified as the marketplace's. */
export async function told({ desk }: Stage, { subscriptionId }: Bought, action: string): Promise<number> {
  const { events } = await desk.record(subscriptionId);
  return events.filter((event) => event.action === action && event.verified).length;
}

/** The partner asks for more licences; the publisher is asked by webhook and agrees (QTY-08). */
export async function growWithConsent(stage: Stage, bought: Bought): Promise<void> {
  const { partner, cast } = stage;
  const outcome = await partner.patch(pathOf(bought), { quantity: 15 }, subscriptionReply);
  expectThat('a change that the publisher agrees to', outcome.ok && outcome.value.quantity, 15);
  expectThat('webhooks that asked for it', await told(stage, bought, 'ChangeQuantity'), 1);
  await stage.tell(
    `${cast.partner.name} asks for 15 licences of ${bought.plan.title}: ${cast.publisher.name} agrees`,
  );
}

/** The publisher is told to reject the next change: nothing may come of it, neither licences nor charges. */
export async function growRefused(stage: Stage, bought: Bought): Promise<void> {
  const { partner, cast, desk } = stage;
  const before = await stage.ledger();
  await desk.answerNext(bought.subscriptionId, 'reject');
  const outcome = await partner.patch(pathOf(bought), { quantity: 40 }, subscriptionReply);
  expectThat('a change that the publisher refuses', outcome.ok ? 'made' : outcome.status, 400);
  expectThat('webhooks that asked for it', await told(stage, bought, 'ChangeQuantity'), 2);
  expectThat('licences after a refused change', (await subscriptionOf(stage, bought)).quantity, 15);
  expectThat('the ledger after a refused change', await stage.ledger(), before);
  await stage.tell(
    `${cast.partner.name} asks for 40 licences: ${cast.publisher.name} refuses, and nothing changes`,
  );
}
