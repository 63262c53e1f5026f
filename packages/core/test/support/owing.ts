import { type DomainEvent, type Outcome, stateOf } from '../../src/index.ts';
import type { PlanName } from './fixtures.ts';
import { aStory, type Story, type StoryOptions } from './story.ts';

/** A story in which payments come only when somebody records them. */
export const manually = ({ settings, ...options }: StoryOptions = {}): Story =>
  aStory({ startsAt: '2020-07-15T09:00:00Z', ...options, settings: { payments: 'manual', ...settings } });

/** Bought and active at once, from 2020-07-15T09:00Z on unless told otherwise; nothing of it is ever paid. */
export function owing(plan: PlanName = 'FX-M', options: StoryOptions = {}) {
  const story = manually(options);
  const id = story.buy(plan, plan === 'FX-T' ? 1 : 10);
  story.activate(id);
  return { story, id, state: (of = id) => stateOf(story.subscription(of)) };
}

/** Ids of a payer's invoices, oldest first. */
export const invoicesOf = ({ engine }: Story, payerId = 'partner-direct'): readonly string[] =>
  engine.state.ledger.invoicesOf(payerId).map(({ id }) => id);

/** Records the payment of an invoice, in full unless told otherwise. */
export const pay = (
  { engine, run }: Story,
  invoiceId: string | undefined,
  amount = engine.state.ledger.invoices.get(invoiceId ?? '')?.total ?? 0,
): Outcome<readonly DomainEvent[]> => run({ type: 'RecordPayment', invoiceId: invoiceId ?? '', amount });

/** Why access is off, each with the end of its grace. */
export function suspendedFor({ subscription }: Story, id: string) {
  const found = subscription(id);
  const suspension = found.phase === 'running' ? found.suspension : undefined;
  const causes = suspension ? [suspension, ...(suspension.also ? [suspension.also] : [])] : [];
  return causes.map(({ cause, endsAt }) => [cause, endsAt.slice(0, 10)]);
}
