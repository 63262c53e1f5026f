import type {
  Command,
  Engine,
  Offer,
  Outcome,
  SettingOverrides,
  State,
  SubscriptionChange,
} from '@marketsim/core';
import { expect, test } from 'vitest';
import { decimalLaws } from '../src/laws/decimals.ts';
import { createWitness } from '../src/witness.ts';
import { aHistory, type History, type Purchase } from './support/history.ts';

/** What a witness says in the end of an engine that shows another state than it has. */
function reviewed({ engine }: History, shown: Partial<State> = {}): readonly string[] {
  const witness = createWitness({ ...engine, state: { ...engine.state, ...shown } });
  witness.advanceTo(engine.now());
  return witness.review().map(({ law }) => law);
}

/** Offers that somebody else sells. */
const soldBy = (publisherId: string, { offers }: State): ReadonlyMap<string, Offer> =>
  new Map([...offers].map(([id, offer]) => [id, { ...offer, publisherId }]));

const started = (purchase: Purchase = {}, settings: SettingOverrides = {}): History => {
  const history = aHistory({ settings });
  history.start({ publisher: 'desk', ...purchase });
  return history;
};

test('INV-69: another publisher is shown beside a line', () => {
  const history = started();
  expect(reviewed(history)).toEqual([]);
  expect(reviewed(history, { offers: soldBy('plain', history.engine.state) })).toContain('INV-69');
});

test('INV-69: a line is shown as billed before it is', () => {
  const history = started();
  const { ledger } = history.engine.state;
  const billed = { ...ledger, invoiceOf: () => 'G000000001' };
  expect(reviewed(history, { ledger: billed })).toContain('INV-69');
});

test('INV-71: a statement without some of its lines, and one with those of another', () => {
  const history = started();
  expect(reviewed(history)).toEqual([]);
  const { ledger } = history.engine.state;
  expect(reviewed(history, { ledger: { ...ledger, chargesOf: () => [] } })).toContain('INV-71');
  const { subscriptionsByPublisher: known } = history.engine.state;
  const everything = { ...known, of: () => new Set(history.engine.state.subscriptions.keys()) };
  history.start({ publisher: 'plain' });
  expect(reviewed(history, { subscriptionsByPublisher: everything })).toContain('INV-71');
});

test('INV-72: a trial that shows another row after it', () => {
  const history = started({ plan: 'trial', term: 'P1M/none' });
  expect(reviewedAt(history, (one) => one)).not.toContain('INV-72');
  expect(reviewedAt(history, (one) => ({ ...one, autoRenew: false }))).toContain('INV-72');
  expect(reviewedAt(history, (one) => ({ ...one, quantity: 3 }))).toContain('INV-72');
});

/** What a witness says at once of subscriptions that are shown otherwise. */
function reviewedAt({ engine }: History, change: Parameters<typeof seen>[1]): readonly string[] {
  const subscriptions = seen(engine, change);
  const witness = createWitness({ ...engine, state: { ...engine.state, subscriptions } });
  return witness.advanceTo(engine.now()).violations.map(({ law }) => law);
}

const seen = (
  { state }: Engine,
  change: (one: ReturnType<History['subscription']>) => ReturnType<History['subscription']>,
) => new Map([...state.subscriptions].map(([id, one]) => [id, change(one)]));

/** What a witness says of a refusal that tells something else than it did. */
function answered({ engine }: History, command: Command, other: Readonly<Record<string, unknown>>) {
  const execute = (asked: Command) => {
    const outcome = engine.execute(asked);
    return (outcome.ok ? outcome : { ok: false, error: { ...outcome.error, ...other } }) as Outcome<never>;
  };
  const witness = createWitness({ ...engine, execute });
  witness.advanceTo(engine.now());
  return witness.execute(command).violations.map(({ law }) => law);
}

const asked = (history: History, ...changes: readonly SubscriptionChange[]): Command => {
  const [subscriptionId = ''] = history.engine.state.subscriptions.keys();
  return { type: 'ChangeSubscription', subscriptionId, changes };
};

/** What is asked for, and what of the refusal is not as it is. */
const untrue: readonly (readonly [
  string,
  () => History,
  SubscriptionChange,
  Readonly<Record<string, unknown>>,
])[] = [
  ['the limits', started, { type: 'SetQuantity', quantity: 101 }, { maximum: 99 }],
  ['what was asked for', started, { type: 'SetQuantity', quantity: 101 }, { asked: 102 }],
  [
    'an operation',
    started,
    { type: 'AcknowledgeOperation', operationId: 'a', result: 'Success' },
    { operationId: 'b' },
  ],
  ['the state', started, { type: 'Reactivate' }, { from: 'SU' }],
  ['steps', () => started({ publisher: 'gated' }), { type: 'Cancel' }, { steps: [] }],
  ['the end of the window', late, { type: 'Cancel' }, { endedAt: '2020-07-14T00:00:00.000Z' }],
  ['the length of the window', late, { type: 'Cancel' }, { windowHours: 1 }],
  ['a setting of the window', late, { type: 'Cancel' }, { because: 'chargesToCome' }],
];

function late(): History {
  const history = started({}, { 'cancel.afterWindow': 'refuse' });
  history.at('2020-07-30T00:00:00Z');
  return history;
}

test.each(untrue)('INV-74: a refusal tells %s otherwise', (_, historyOf, change, other) => {
  const history = historyOf();
  expect(answered(history, asked(history, change), {})).toEqual([]);
  expect(answered(history, asked(history, change), other)).toEqual(['INV-74']);
});

test('INV-76: the numbers of every line are read as they are told', () => {
  const history = started({ customer: 'hudson' });
  expect(reviewed(history)).toEqual([]);
  const [law] = decimalLaws;
  const { books } = history.witness.chronicle;
  const order = books.order.map((entry) => ({ ...entry, charge: { ...entry.charge, unitPrice: 0.5 } }));
  const chronicle = { ...history.witness.chronicle, books: { ...books, order } };
  const view = { engine: history.engine, now: history.engine.now(), chronicle, changes: [] };
  expect(law?.review(chronicle, view)).toHaveLength(1);
});
