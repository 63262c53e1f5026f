import { startSimulator } from '@marketsim/simulator';
import { describe, expect, test } from 'vitest';
import { runScenarios } from '../src/index.ts';
import { firstStepLine, ran, scenarioOf, storyOf } from './support/story.ts';

const line = firstStepLine + 2;

async function failuresOf(steps: string) {
  const [result] = await ran(storyOf(steps));
  return result?.failures.map(({ line: at, column, path, expected, actual }) => ({
    ...{ at, column, path, expected, actual },
  }));
}

describe('what is not as a scenario says points to where it says so', () => {
  test.each([
    [
      '  - expect: { subscriptions: { seats: { quantity: 11, status: active } } }',
      {
        ...{ at: line, column: 51, path: 'steps[2].expect.subscriptions.seats.quantity' },
        ...{ expected: 'quantity 11', actual: '10' },
      },
    ],
    [
      '  - expect: { ledger: { seats: [{ type: new, amount: 200.01 }] } }',
      {
        ...{ at: line, column: 54, path: 'steps[2].expect.ledger.seats[0].amount' },
        ...{ expected: 'amount 200.01', actual: '200.00' },
      },
    ],
    [
      '  - expect: { charged: [{ type: new }] }',
      {
        ...{ at: line, column: 24, path: 'steps[2].expect.charged' },
        ...{ expected: '1 in the list', actual: '0' },
      },
    ],
    [
      '  - expect: { ledger: { seats: [] } }',
      {
        ...{ at: line, column: 32, path: 'steps[2].expect.ledger.seats' },
        ...{ expected: '0 in the list', actual: '1\n  new 2026-07-14 2026-08-13 200.00' },
      },
    ],
    [
      '  - expect: { net: { USD: 199 } }',
      { at: line, column: 27, path: 'steps[2].expect.net.USD', expected: 'USD 199', actual: '200.00' },
    ],
    [
      '  - cancel: seats\n    refused: windowPassed',
      {
        at: line + 1,
        column: 14,
        path: 'steps[2].refused',
        expected: 'refused: windowPassed',
        actual: 'done',
      },
    ],
    [
      // What it expects besides follows from that.
      '  - change: { of: seats, quantity: 0 }\n    expect: { subscriptions: { seats: { quantity: 0 } } }',
      {
        ...{ at: line, column: 5, path: 'steps[2]', expected: 'done' },
        actual:
          'refused: quantityOutOfRange\n' +
          'A quantity of 0 is outside the limits of the plan. Accepted would be: a whole number from 1 to 100\n' +
          'write `refused: quantityOutOfRange` in the step if that is meant',
      },
    ],
    [
      '  - { at: 2026-07-01T00:00:00Z, expect: {} }',
      {
        ...{ at: line, column: 11, path: 'steps[2].at' },
        expected: 'the clock at 2026-07-01T00:00:00Z',
        actual: 'refused: clockBackwards\nThe clock is at 2026-07-14T10:00:00.000Z',
      },
    ],
    [
      '  - expect: { webhooks: { seats: [{ action: Renew }] } }',
      {
        ...{ at: line, column: 34, path: 'steps[2].expect.webhooks.seats' },
        ...{ expected: '1 in the list', actual: '0' },
      },
    ],
    [
      '  - at: 2026-08-08T00:00:00Z\n    expect: { issued: [{ total: 200.00, payer: nord }] }',
      {
        ...{ at: line + 1, column: 48, path: 'steps[2].expect.issued[0].payer' },
        ...{ expected: 'payer nord', actual: 'juniper' },
      },
    ],
    [
      '  - expect: { now: 2026-07-14T11:00:00Z }',
      {
        ...{ at: line, column: 20, path: 'steps[2].expect.now' },
        ...{ expected: 'now 2026-07-14T11:00:00.000Z', actual: '2026-07-14T10:00:00.000Z' },
      },
    ],
  ])('%s', async (steps, failure) => {
    expect(await failuresOf(`${steps}\n`)).toEqual([failure]);
  });

  test('a story ends with the first step that goes otherwise', async () => {
    const [result] = await ran(storyOf('  - cancel: seats\n    refused: windowPassed\n  - advance: P1M\n'));
    expect(result?.told.at(-1)?.at).toBe('2026-07-14T10:00:00.000Z');
  });
});

test('what was written is told with its amounts and dates, in the order in which it happened', async () => {
  const [result] = await ran(
    storyOf('  - at: 2026-08-14T00:00:00Z\n    note: A month later\n    expect: { net: { seats: 400 } }\n'),
  );
  expect(result?.failures).toEqual([]);
  expect(result?.told.map(({ at, text, amount }) => [at.slice(0, 10), amount?.minor, text])).toEqual([
    ['2026-07-14', undefined, 'harbor buys 10 of standard for P1M/monthly as seats'],
    ['2026-07-14', undefined, 'the publisher sets up seats'],
    ['2026-07-14', undefined, 'seats is active'],
    ['2026-07-14', 20_000, 'new seats, 2026-07-14 to 2026-08-13'],
    ['2026-08-08', undefined, 'invoice of 200.00 USD, due 2026-10-07'],
    ['2026-08-14', undefined, 'seats renews'],
    ['2026-08-14', 20_000, 'renew seats, 2026-08-14 to 2026-09-13'],
    ['2026-08-14', undefined, 'A month later'],
  ]);
});

test('what waits by hand is answered at the desk of the mock publisher, as its staff would', async () => {
  const steps = `  - publisher: { publisher: tidewater, webhooks: byHand }
  - change: { of: seats, quantity: 12 }
  - answer: { of: seats, with: accept }
    expect: { subscriptions: { seats: { quantity: 12 } } }
  - answer: { of: seats, with: reject }
    refused: operationNotFound
`;
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  try {
    const [result] = await runScenarios([await scenarioOf(storyOf(steps))], simulator);
    expect(result?.failures).toEqual([]);
    expect(result?.told.map(({ text }) => text)).toContain(
      'staff of the publisher answers the change of seats: accept',
    );
    const patches = await fetch(`${simulator.url}/_sim/requests?method=PATCH`);
    expect(await patches.json()).toMatchObject({
      requests: [{ path: expect.stringContaining('/operations/'), status: 200 }],
    });
  } finally {
    await simulator.close();
  }
});

test('scenarios that run beside one another have the same results each time', async () => {
  const texts = Array.from({ length: 6 }, (_, i) =>
    storyOf(`  - change: { of: seats, quantity: ${11 + i} }\n  - advance: P3M\n`),
  );
  const without = async () => (await ran(...texts)).map(({ ms: _, ...result }) => result);
  const first = await without();
  expect(first.map(({ failures }) => failures)).toEqual(texts.map(() => []));
  expect(await without()).toEqual(first);
});

test('a counterexample of the laws fails where it goes otherwise than foretold', async () => {
  const at = '2020-07-14T10:00:00.000Z';
  const [result] = await ran(`version: 1
title: "INV-51: an example"
world: laws
profile: seed
startsAt: ${at}
steps:
  - at: ${at}
    command: { type: SetProgramStatus, partnerId: provider, inactiveProgram: csp }
  - at: ${at}
    buy: { customer: ridge, publisher: plain, plan: standard, term: P1M/monthly, quantity: 1 }
  - at: ${at}
    wait: true
`);
  expect(result).toMatchObject({ rules: ['INV-51'], told: [{ at }, { at }] });
  expect(result?.failures).toContainEqual(
    expect.objectContaining({
      ...{ line: 9, path: 'steps[1]', actual: 'it is programInactive, foretold accepted' },
    }),
  );
});
