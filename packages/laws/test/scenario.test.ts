import { instant } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { readScenario, UnreadableScenario } from '../src/scenario/read.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { writeScenario } from '../src/scenario/write.ts';
import { replay } from '../src/suite/replay.ts';
import { scenarioOf } from '../src/suite/stage.ts';

const text = `version: 1
title: A trial that is left for another plan
world: laws
profile: current
seed: 7
settings:
  op.ackTimeout: PT12H
startsAt: 2020-07-14T10:00:00.000Z
steps:
  - at: 2020-07-14T10:00:00.000Z
    buy: { customer: ridge, publisher: told, plan: trial, term: P1M/none, quantity: 2 }
  - at: 2020-07-14T10:00:00.000Z
    change: { of: 1, changes: [ { type: AssignLicenses, count: 2 }, { type: ConfirmActivation } ] }
  - at: 2020-07-20T00:00:00.000Z
    change: { of: 1, changes: [ { type: ChangePlan, planId: nines } ], etag: current }
  - at: 2020-07-20T00:00:00.000Z
    change: { of: 1, changes: [ { type: RecordDelivery, deliveryId: first, result: accepted } ] }
  - at: 2020-07-20T12:00:00.000Z
    wait: true
  - at: 2020-07-20T12:00:00.000Z
    buy: { customer: ridge, publisher: desk, plan: flat, term: P1M/monthly, quantity: 1 }
  - at: 2020-07-20T12:00:00.000Z
    fill: { customer: ridge, carts: [ [ { publisher: desk, plan: solo, term: P1M/monthly, quantity: 1 }, { publisher: desk, plan: soloPlus, term: P1M/none, quantity: 1 } ] ] }
  - at: 2020-07-20T12:00:00.000Z
    report: { of: 2, events: [ { dimension: audit, quantity: 1, usedAt: 2020-07-20T12:00:00.000Z } ] }
  - at: 2020-07-20T12:00:00.000Z
    command: { type: ChangeSetting, name: renew.webhook, value: false }
  - at: 2020-07-20T12:00:00.000Z
    cancelOrder: { of: 2, order: purchase }
  - at: 2020-08-08T00:00:00.000Z
    wait: true
  - at: 2020-08-08T00:00:00.000Z
    pay: { invoice: 1, amount: short }
`;

test('a scenario that is read and written again is the same text', () => {
  expect(writeScenario(readScenario(text))).toBe(text);
});

test('a scenario is played, and what was done is the scenario', () => {
  const scenario = readScenario(text);
  const { stage, problems } = replay(scenario);
  expect(problems).toEqual([]);
  expect(scenarioOf(stage, scenario.title)).toEqual(scenario);
  const [id = ''] = stage.ids;
  const lines = stage.engine.state.ledger
    .chargesOf(id)
    .map(({ type, start, amount }) => [type, start, amount]);
  expect(lines).toEqual([
    ['new', '2020-07-14', 0],
    ['convert', '2020-07-20', 0],
    ['new', '2020-07-20', 1_998],
  ]);
});

test('playing stops at the first step that goes otherwise than foretold', () => {
  const start = instant('2020-07-14T10:00:00Z');
  const unforetold: Scenario = {
    title: '',
    beginning: { profile: 'seed', startsAt: start },
    steps: [
      { at: start, command: { type: 'SetProgramStatus', partnerId: 'provider', inactiveProgram: 'csp' } },
      {
        at: start,
        buy: { customer: 'ridge', publisher: 'plain', plan: 'standard', term: 'P1M/monthly', quantity: 1 },
      },
      { at: start, wait: true },
    ],
  };
  const { stage, problems } = replay(unforetold);
  expect(problems).toContain('it is programInactive, foretold accepted');
  expect(stage.done).toHaveLength(2);
});

describe('what is no scenario is refused with its place', () => {
  const step = (line: string) => text.replace(/steps:[\s\S]*$/, `steps:\n  - ${line}\n`);
  const at = 'at: 2020-07-14T10:00:00.000Z';

  test.each([
    ['just text', 'scenario: expected fields with values'],
    [text.replace('version: 1', 'version: 2'), 'version: expected 1'],
    [text.replace('world: laws', 'world: { seed: 1 }'), 'world: expected laws'],
    [text.replace('current', 'mine'), 'profile: expected the name of a profile'],
    [text.replace('seed: 7', 'seed: x'), 'seed: expected a whole number'],
    [text.replace('op.ackTimeout', 'op.none'), 'settings: op.none: expected the id of a setting'],
    [text.replace('PT12H', 'soon'), 'settings: op.ackTimeout: expected'],
    [text.replace('startsAt: 2020', 'startsAt: noon'), 'startsAt: expected a moment'],
    [text.replace(/title: .*/, 'title: [1]'), 'title: expected text'],
    [text.replace(/steps:[\s\S]*$/, 'steps: none\n'), 'steps: expected a list'],
    [step(`{ ${at} }`), 'steps[0]: expected buy, fill, change, cancelOrder, report, pay, command or wait'],
    [step(`{ ${at}, wait: true, buy: {} }`), 'steps[0]: expected one thing to do'],
    [step(`{ ${at}, buy: { customer: nobody } }`), 'steps[0].buy.customer: expected one of lakeshore'],
    [
      step(`{ ${at}, buy: { customer: ridge, publisher: x } }`),
      'steps[0].buy.publisher: expected one of plain',
    ],
    [step(`{ ${at}, buy: { customer: ridge, publisher: desk, plan: x } }`), 'steps[0].buy.plan: expected'],
    [
      step(`{ ${at}, buy: { customer: ridge, publisher: desk, plan: flat, term: ever } }`),
      'steps[0].buy.term: expected',
    ],
    [
      step(`{ ${at}, buy: { customer: ridge, publisher: desk, plan: flat, term: P1M/monthly } }`),
      'steps[0].buy.quantity: expected a number',
    ],
    [
      step(
        `{ ${at}, buy: { customer: ridge, publisher: desk, plan: flat, term: P1M/monthly, quantity: 1, directly: yes } }`,
      ),
      'steps[0].buy.directly: expected true',
    ],
    [step(`{ ${at}, fill: { customer: ridge, carts: 1 } }`), 'steps[0].fill.carts: expected a list'],
    [
      step(`{ ${at}, fill: { customer: ridge, carts: [ [ { publisher: x } ] ] } }`),
      'steps[0].fill.carts[0][0].publisher: expected one of plain',
    ],
    [
      step(`{ ${at}, cancelOrder: { of: 1, order: first } }`),
      'steps[0].cancelOrder.order: expected purchase or later',
    ],
    [step(`{ ${at}, change: { of: first } }`), 'steps[0].change.of: expected a whole number'],
    [step(`{ ${at}, change: { of: 1, changes: [ {} ] } }`), 'steps[0].change.changes[0].type: expected text'],
    [step(`{ ${at}, change: { of: 1, changes: [], etag: x } }`), 'steps[0].change.etag: expected'],
    [
      step(`{ ${at}, report: { of: 1, events: [ { dimension: audit } ] } }`),
      'steps[0].report.events[0].usedAt: expected',
    ],
    [step(`{ ${at}, pay: { invoice: 1, amount: 5 } }`), 'steps[0].pay.amount: expected inFull or short'],
    [step(`{ ${at}, command: {} }`), 'steps[0].command.type: expected text'],
  ])('%#', (yaml, message) => {
    const read = () => readScenario(yaml);
    expect(read).toThrow(UnreadableScenario);
    expect(read).toThrow(message);
  });
});
