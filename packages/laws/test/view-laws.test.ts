import type { Charge, DomainEvent, Engine, Subscription } from '@marketsim/core';
import { expect, test } from 'vitest';
import { createWitness } from '../src/witness.ts';
import { aHistory, type History, type Purchase } from './support/history.ts';
import { seenAs } from './support/tamper.ts';

const started = (purchase: Purchase = {}): History => {
  const history = aHistory();
  history.start({ publisher: 'desk', ...purchase });
  return history;
};

const pending = (): History => {
  const history = aHistory();
  history.buy({ publisher: 'desk' });
  return history;
};

const running = (
  change: (subscription: Subscription & { readonly phase: 'running' }) => Partial<Subscription>,
) =>
  ((one: Subscription) => (one.phase === 'running' ? { ...one, ...change(one) } : one)) as (
    one: Subscription,
  ) => Subscription;

/** A law, what the engine shows instead, and how. */
const shown: readonly (readonly [string, string, () => History, (one: Subscription) => Subscription])[] = [
  ['INV-07', 'as if the setup was done', pending, (one) => ({ ...one, confirmedAt: one.orderedAt })],
  ['INV-09', 'as if something waited', started, (one) => ({ ...one, openOperationId: 'none' })],
  [
    'INV-19',
    'another end of the term',
    started,
    running(({ term }) => ({ term: { ...term, end: term.start } }) as Partial<Subscription>),
  ],
  ['INV-44', 'cancel though the window is over', late, (one) => ({ ...one, windowEndsAt: nextYear })],
  ['INV-45', 'a refund though the window is over', late, (one) => ({ ...one, windowEndsAt: nextYear })],
  ['INV-50', 'another end of the window', started, (one) => ({ ...one, windowEndsAt: nextYear })],
  ['INV-63', 'an older version', started, (one) => ({ ...one, version: one.version - 1 })],
  ['INV-54', 'another quantity', started, (one) => ({ ...one, quantity: 11 })],
];

const nextYear = '2021-07-14T10:00:00.000Z' as Subscription['orderedAt'];

function late(): History {
  const history = started();
  history.at('2020-07-20T00:00:00Z');
  return history;
}

test.each(shown)('%s: the engine shows %s', (law, _, historyOf, change) => {
  const { engine } = historyOf();
  expect(seenAs(engine, (one) => one)).toEqual([]);
  expect(seenAs(engine, change).map((violation) => violation.law)).toContain(law);
});

/** An engine whose clock stands later than its facts have it, as if nothing that was due had been done. */
const idleUntil = (engine: Engine, now: string): Engine => ({
  ...engine,
  now: () => now as ReturnType<Engine['now']>,
});

const overdue = (history: History, now: string): readonly string[] =>
  createWitness(idleUntil(history.engine, now))
    .advanceTo(history.engine.now())
    .violations.map(({ law }) => law);

test('INV-13, INV-32: a period and a month that end and nothing happens', () => {
  expect(overdue(started(), '2020-09-01T00:00:00.000Z')).toEqual(
    expect.arrayContaining(['INV-13', 'INV-32']),
  );
});

test('INV-52: a suspended subscription outlives a term that does not renew', () => {
  const history = started();
  const id = [...history.engine.state.subscriptions.keys()][0] ?? '';
  history.change(id, { type: 'SetAutoRenew', autoRenew: false });
  history.change(id, { type: 'Suspend' });
  expect(overdue(history, '2020-08-14T00:00:00.000Z')).toContain('INV-52');
});

test('INV-53: a suspension outlives its grace', () => {
  const history = started();
  const id = [...history.engine.state.subscriptions.keys()][0] ?? '';
  history.change(id, { type: 'Suspend' });
  expect(overdue(history, '2020-10-12T10:00:00.000Z')).toContain('INV-53');
});

test('INV-64: a line of the ledger that changes, and one too many', () => {
  const { engine, witness } = started();
  const charges = engine.state.ledger.charges as Charge[];
  const [charge] = charges as { amount: number }[];
  if (!charge) throw new Error('no line');
  charge.amount += 1;
  expect(witness.advanceTo(engine.now()).violations.map(({ law }) => law)).toEqual(['INV-64']);
  charge.amount -= 1;
  charges.push(...charges);
  expect(witness.review().map(({ law }) => law)).toEqual([]);
  expect(witness.advanceTo(engine.now()).violations.map(({ law }) => law)).toEqual(['INV-64']);
});

test('INV-34: an invoice that changes', () => {
  const { engine, witness, at } = started();
  at('2020-08-08T00:00:00Z');
  const [invoice] = [...engine.state.ledger.invoices.values()] as { total: number }[];
  if (!invoice) throw new Error('no invoice');
  invoice.total += 1;
  expect(witness.advanceTo(engine.now()).violations.map(({ law }) => law)).toContain('INV-34');
  expect(witness.review().map(({ law }) => law)).toContain('INV-34');
});

/** What a witness says of an engine that answers a command in its own way. */
function answered(
  { engine }: History,
  command: Parameters<Engine['execute']>[0],
  execute: Engine['execute'],
): readonly string[] {
  const witness = createWitness({ ...engine, execute });
  witness.advanceTo(engine.now());
  return witness.execute(command).violations.map(({ law }) => law);
}

const refused = { ok: false, error: { code: 'notSandbox' } } as const;

test('INV-48: a refused cancellation that changes something', () => {
  const history = started();
  const [subscriptionId = ''] = history.engine.state.subscriptions.keys();
  const command = { type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Cancel' }] } as const;
  const broken = answered(history, command, () => {
    history.engine.execute({ ...command, changes: [{ type: 'SetNickname', friendlyName: 'x' }] });
    return refused;
  });
  expect(broken).toEqual(['INV-48']);
});

test('INV-49: an open step that is passed, and a step that makes a line', () => {
  const gated = aHistory();
  const subscriptionId = gated.start({ publisher: 'gated' });
  const ask = (
    change: { readonly type: 'Cancel' } | { readonly type: 'CompleteStep'; readonly name: string },
  ) => ({ type: 'ChangeSubscription', subscriptionId, changes: [change] }) as const;
  expect(answered(gated, ask({ type: 'Cancel' }), gated.engine.execute)).toEqual([]);
  expect(answered(gated, ask({ type: 'Cancel' }), () => ({ ok: true, value: [] }))).toEqual(['INV-49']);
  const lines = gated.engine.events().filter(({ type }): boolean => type === 'Charged') as DomainEvent[];
  const done = ask({ type: 'CompleteStep', name: 'exportData' });
  expect(answered(gated, done, () => ({ ok: true, value: lines }))).toEqual(['INV-49']);
});

test('INV-63: an older version that passes', () => {
  const history = started();
  const [subscriptionId = ''] = history.engine.state.subscriptions.keys();
  const changes = [{ type: 'SetNickname', friendlyName: 'x' }] as const;
  const command = { type: 'ChangeSubscription', subscriptionId, expectedVersion: 1, changes } as const;
  expect(answered(history, command, history.engine.execute)).toEqual([]);
  expect(answered(history, command, () => ({ ok: true, value: [] }))).toEqual(['INV-63']);
});
