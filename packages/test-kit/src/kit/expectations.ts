import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import {
  type Charge,
  exponentOf,
  formatMinor,
  type OperationAction,
  operationActions,
  price,
  priceScale,
  wireEnd,
} from '@marketsim/core';
import { didYouMean } from '@marketsim/http';
import { checkMembers, type Members } from './known-members.ts';
import type { MarketWorld } from './market-world.ts';

/** Which webhook is meant; what is left out may be anything. */
export interface WebhookWish {
  readonly action?: OperationAction;
  readonly subscriptionId?: string;
  /** How often it was received at least; 1 unless given. */
  readonly times?: number;
}

/**
 * Expects that a publisher was told and answered with 2xx. Waits for what is being sent; throws an `AssertionError` that
 * tells what was sent instead.
 */
export async function webhookReceived(world: MarketWorld, wish: WebhookWish = {}): Promise<void> {
  checkMembers('webhookReceived', wish, { action: true, subscriptionId: true, times: true });
  const { action, subscriptionId, times = 1 } = wish;
  checkAction(action);
  await world.settled();
  const deliveries = world.inside().outbox.parts.parcels.all();
  const received = deliveries.filter(
    ({ delivery, result }) =>
      result === 'accepted' &&
      (action === undefined || delivery.action === action) &&
      (subscriptionId === undefined || delivery.subscriptionId === subscriptionId),
  );
  if (received.length >= times) return;
  const sent = deliveries.map(
    ({ delivery, phase, result = phase }) => `${delivery.action} of ${delivery.subscriptionId}: ${result}`,
  );
  fail({
    message: `${action ?? 'a webhook'} was received ${received.length} times, not ${times}; ${listed('there was', sent)}`,
    actual: received.length,
    expected: times,
  });
}

/** Throws a TypeError for an action that no webhook has: none of it would ever come. */
export function checkAction(action: string | undefined): void {
  const actions: readonly string[] = operationActions;
  if (action === undefined || actions.includes(action)) return;
  throw new TypeError(
    `no webhook has the action ${action}; there is ${actions.join(', ')}${didYouMean(action, actions)}`,
  );
}

/** Whose lines are meant: those of a subscription, or all that a partner or customer pays for. */
export interface LedgerWish {
  readonly subscriptionId?: string;
  /** Id of the partner, or of a customer who bought directly. */
  readonly payerId?: string;
}

const ledgerMembers: Members<LedgerWish> = { subscriptionId: true, payerId: true };

/**
 * Expects that the lines of the ledger add up to an amount: a decimal and a currency such as `-120.00 USD`, before tax.
 * Throws an `AssertionError` that tells each line; lines of other currencies count as wrong.
 */
export function ledgerNets(world: MarketWorld, amount: string, wish: LedgerWish = {}): void {
  checkMembers('ledgerNets', wish, ledgerMembers);
  const { subscriptionId, payerId } = wish;
  const lines = world.engine.state.ledger.charges.filter(
    (charge) =>
      (subscriptionId === undefined || charge.subscriptionId === subscriptionId) &&
      (payerId === undefined || charge.payerId === payerId),
  );
  const { decimal, currency } = amountOf(amount);
  const wanted = inWords(price(decimal) / 10 ** (priceScale - exponentOf(currency)), currency);
  const actual = nets(lines, currency).join(' and ');
  if (actual === wanted) return;
  const message = `the ledger nets ${actual}, not ${wanted}; ${listed('its lines are', lines.map(lineInWords))}`;
  fail({ message, actual, expected: wanted });
}

function amountOf(text: string): { readonly decimal: string; readonly currency: string } {
  const { decimal, currency } = /^(?<decimal>-?[\d.]+) (?<currency>[A-Z]{3})$/.exec(text)?.groups ?? {};
  if (decimal !== undefined && currency !== undefined) return { decimal, currency };
  throw new RangeError(`an amount is a decimal and a currency such as -120.00 USD, not ${text}`);
}

const inWords = (amount: number, currency: string): string => `${formatMinor(amount, currency)} ${currency}`;

function nets(lines: readonly Charge[], wanted: string): readonly string[] {
  const sums = new Map<string, number>(lines.length === 0 ? [[wanted, 0]] : []);
  for (const { currency, amount } of lines) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, sum]) => inWords(sum, currency));
}

const lineInWords = ({ type, start, end, quantity, amount, currency }: Charge): string =>
  `${type} ${start} to ${wireEnd(end)}, ${quantity} licences: ${inWords(amount, currency)}`;

/**
 * Expects exactly these invoices and credit notes, in the order of their issue: day, total with tax, and currency, such as
 * `2026-02-08 360.00 USD`. Throws an `AssertionError` that tells those that there are.
 */
export function invoicesAre(
  world: MarketWorld,
  wanted: readonly string[],
  wish: Pick<LedgerWish, 'payerId'> = {},
): void {
  checkMembers('invoicesAre', wish, { payerId: true });
  const { payerId } = wish;
  const actual = [...world.engine.state.ledger.invoices.values()]
    .filter((invoice) => payerId === undefined || invoice.payerId === payerId)
    .map(({ issuedAt, total, currency }) => `${issuedAt.slice(0, 10)} ${inWords(total, currency)}`);
  if (isDeepStrictEqual(actual, wanted)) return;
  const message = `${listed('the invoices are', actual)}\n${listed('expected', wanted)}`;
  fail({ message, actual, expected: wanted });
}

/** Expects that no billing or cancellation law is broken by anything that has happened in the world. */
export async function lawsHold({ engine }: MarketWorld): Promise<void> {
  const { createWitness } = await import('@marketsim/laws');
  const witness = createWitness(engine);
  const violations = [...witness.observe(), ...witness.review()].map(
    ({ law, rules, at, subject, found }) => `${law} (${rules.join(', ')}) ${at} ${subject}: ${found}`,
  );
  if (violations.length === 0) return;
  fail({ message: listed('broken laws', violations), actual: violations, expected: [] });
}

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? `${title} none` : `${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`;

function fail(why: Pick<AssertionError, 'message' | 'actual' | 'expected'>): never {
  throw new AssertionError({ ...why, operator: 'marketsim' });
}
