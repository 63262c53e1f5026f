import {
  allRules,
  type ChapterName,
  type Charge,
  chargeTypes,
  type Engine,
  type Explanation,
  explainInvoice,
  explainLine,
  explainSubscription,
  nextDue,
  type Past,
  readPast,
  type Sentence,
  stateOf,
} from '@marketsim/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corners } from '../src/suite/corners.ts';
import { playRun, runsAt } from '../src/suite/runs.ts';
import { seedAt } from '../src/suite/search.ts';
import { createStage } from '../src/suite/stage.ts';
import { tier } from './support/tier.ts';

const known = new Set(allRules.map(({ id }) => id));
const seen = new Set<string>();

const chapter = ({ chapters }: Explanation, wanted: ChapterName): readonly Sentence[] =>
  chapters.find(({ name }) => name === wanted)?.sentences ?? [];

/** What the arithmetic of a chapter comes to in the end. */
const comesTo = (explanation: Explanation, wanted: ChapterName): number | undefined =>
  chapter(explanation, wanted).at(-1)?.arithmetic?.result;

const rulesOf = ({ chapters }: Explanation): readonly string[] =>
  chapters.flatMap(({ sentences }) => sentences.flatMap(({ rules }) => rules));

/** What a line is that its kind alone does not say. */
const detailsOf = ({ type, parentId, margin, exchangeRate, instalment, tax }: Charge): readonly string[] => [
  `${type} ${parentId === undefined ? 'charge' : 'back'}`,
  ...Object.entries({ margin, exchangeRate, instalment, tax }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  ),
];

function expectLine(charge: Charge, past: Past): void {
  const explanation = explainLine(charge.id, past);
  if (!explanation) throw new Error(`${charge.id} is not explained`);
  const { amount, tax } = charge;
  expect([charge.id, comesTo(explanation, 'amount'), comesTo(explanation, 'tax')]).toEqual([
    charge.id,
    amount,
    tax,
  ]);
  for (const id of rulesOf(explanation)) expect(known).toContain(id);
  for (const detail of detailsOf(charge)) seen.add(detail);
}

function expectInvoices(past: Past): void {
  const { state } = past;
  for (const { id, total } of state.ledger.invoices.values()) {
    const explanation = explainInvoice(id, past);
    expect(explanation && comesTo(explanation, 'amount')).toBe(total);
  }
}

/** Names the state in the headline and first of what holds now, and of what comes next the instant of what is due. */
function expectSubscriptions({ state, events }: Engine, past: Past): void {
  const told = Map.groupBy(
    events().flatMap((event) => ('subscriptionId' in event ? [event] : [])),
    ({ subscriptionId }) => subscriptionId,
  );
  for (const subscription of state.subscriptions.values()) {
    const explanation = explainSubscription(subscription.id, past);
    if (!explanation) throw new Error(`${subscription.id} is not explained`);
    expect(explanation.headline).toContain(`(${stateOf(subscription)})`);
    const [purchase, ...story] = chapter(explanation, 'story');
    expect(purchase?.at).toBe(subscription.orderedAt);
    expect(story.map(({ at }) => at)).toEqual((told.get(subscription.id) ?? []).map(({ at }) => at));
    const ahead = chapter(explanation, 'ahead').map(({ at, cause }) => [at, cause?.name]);
    const due = nextDue(subscription, state);
    expect(ahead).toEqual(due ? expect.arrayContaining([[due.at, due.kind]]) : []);
    for (const id of rulesOf(explanation)) expect(known).toContain(id);
  }
}

describe('whatever happened, explanations agree with what was recorded', () => {
  const runs = Math.ceil(tier.runs / 10);

  test.each(corners)('$profile, $channel', (corner) => {
    const property = fc.property(runsAt(corner), (run) => {
      const { engine } = playRun(run, createStage(run.beginning));
      const past = readPast(engine);
      for (const charge of engine.state.ledger.charges) expectLine(charge, past);
      expectInvoices(past);
      expectSubscriptions(engine, past);
    });
    fc.assert(property, { numRuns: runs, seed: seedAt({ ...corner, ...tier }) });
  });

  test('BIL-23: lines of every kind were among them, with all that can be on them', () => {
    const kinds = chargeTypes.filter((type) => ![...seen].some((detail) => detail.startsWith(`${type} `)));
    expect(kinds).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining(['margin', 'exchangeRate', 'instalment', 'tax']));
  });
});
