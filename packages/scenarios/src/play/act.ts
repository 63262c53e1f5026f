import { type DomainEvent, type Outcome, plus } from '@marketsim/core';
import type { ActionOf } from '../format/actions.ts';
import type { StoryStep } from '../format/schema.ts';
import { catalogItemOf, commandOf, mpnIdOf, termOf } from './commands.ts';
import { answer, behave } from './desk.ts';
import { type Came, cameOf, codesOf, done, idOf, moveTo, run, type Stage } from './stage.ts';

/** The commands of a purchase: through a cart where a partner sells (PUR-12, PUR-18). */
function purchase(wish: ActionOf<'buy'>, stage: Stage): Outcome<readonly DomainEvent[]> {
  const { engine, world } = stage;
  const { quantity } = wish;
  const customer = world.identified.customers.find(({ alias }) => alias === wish.customer);
  const { tenantId: customerId = '', partner } = customer ?? {};
  const line = { quantity, catalogItemId: catalogItemOf(wish.plan, stage), term: termOf(wish.term) };
  if (partner === undefined) return engine.execute({ type: 'PurchaseDirect', customerId, ...line });
  const participants =
    wish.reseller === undefined
      ? []
      : [{ key: 'transaction_reseller', value: mpnIdOf(wish.reseller, stage) }];
  const cart = engine.execute({
    ...{ type: 'CreateCart', customerId, by: 'scenario' },
    lines: [{ id: 0, ...line, participants, provisioningContext: {} }],
  });
  if (!cart.ok) return cart;
  const cartId = [...engine.state.cartsOf.of(customerId)].at(-1) ?? '';
  return engine.execute({ type: 'CheckOutCart', customerId, cartId });
}

function buy(wish: ActionOf<'buy'>, stage: Stage): Came {
  const outcome = purchase(wish, stage);
  if (!outcome.ok) return cameOf(outcome);
  const bought = outcome.value.find((fact) => fact.type === 'SubscriptionPurchased');
  if (bought) {
    stage.ids.set(wish.as, bought.subscription.id);
    return done;
  }
  // A checkout of one line that failed is no refused command: its cart stays (PUR-14).
  const failed = outcome.value.find((fact) => fact.type === 'CheckoutFailed');
  return { ok: false, codes: (failed?.failures ?? []).flatMap(({ error }) => codesOf(error)) };
}

/** The activation link is followed, and the publisher learns from its token what was bought (ACT-02, ACT-05). */
function open(name: string, stage: Stage): Came {
  const subscriptionId = idOf(name, stage);
  for (const type of ['GetActivationLink', 'ResolveToken'] as const) {
    const came = run({ type: 'ChangeSubscription', subscriptionId, changes: [{ type }] }, stage);
    if (!came.ok) return came;
  }
  return done;
}

/** Does what a step asks for, and says what came of it. */
export async function act(step: StoryStep, stage: Stage): Promise<Came> {
  if (step.advance !== undefined) return moveTo(stage, plus(stage.engine.now(), step.advance));
  if (step.buy) return buy(step.buy, stage);
  if (step.open !== undefined) return open(step.open, stage);
  if (step.publisher) return behave(step.publisher, stage);
  if (step.answer) return answer(step.answer, stage);
  const command = commandOf(step, stage);
  return command ? run(command, stage) : done;
}
