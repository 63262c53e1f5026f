import { startSimulator } from '@marketsim/simulator';
import { describe, expect, test } from 'vitest';
import { runFeatures } from './run-features.ts';

const begun = `
    Given a marketplace at "2026-03-02T09:00:00Z"
    And the Admin agent of the direct-bill partner`;
const bought = `${begun}
    And an active subscription of 10 licences of the monthly plan for customer-1`;

/** What is wrong in a scenario, how it goes on after its beginning, and what its failure has to say. */
const wrong: readonly (readonly [string, string, string])[] = [
  [
    'a sum',
    `${bought}\n    Then the subscription nets to 100 USD`,
    'the subscription nets to 200.00 USD, not 100.00; its lines are:',
  ],
  [
    'a question about what was not bought',
    `${begun}\n    Then the subscription has 3 licences`,
    'nothing has been bought in this scenario yet',
  ],
  [
    'a customer',
    `${begun}\n    When they buy 1 licence of the monthly plan for customer-9`,
    'there is no customer-9 among the customers of this world: customer-1, customer-2, customer-3, customer-4',
  ],
  [
    'a plan',
    `${begun}\n    When they buy 1 licence of the standrad plan for customer-1`,
    'there is no plan standrad; there is monthly, annual, year-by-the-month, two-year, flat-rate, trial, standard,',
  ],
  [
    'a quantity',
    `${begun}\n    When they buy 101 licences of the standard plan for customer-1`,
    'the answer was 400, not 201: ',
  ],
  [
    'a day',
    '\n    Given a marketplace at "2026-02-30T00:00:00Z"',
    'such as 2026-02-01T00:00:00Z; February 2026 has 28 days (instantInvalid)',
  ],
  [
    'an action of webhooks',
    `${bought}\n    Then the webhook "Renwe" is accepted`,
    'no webhook has the action Renwe; there is Subscribe, ',
  ],
  [
    'a step',
    `${begun}\n    When they by 1 licence of the monthly plan for customer-1`,
    'did you mean: they buy {int} licence(s) of the {plan} plan for {customer}; all steps are in docs/steps.md',
  ],
  [
    'a column',
    `${bought}\n    When 1 month passes\n    Then the webhooks of the subscription are\n      | actoin |\n      | Renew  |`,
    'no row has actoin; there are id, operationId,',
  ],
  [
    'a member of the answer',
    `${bought}\n    When they read "/v1/customers"\n    Then the answer says\n      | member       | value |\n      | items.0.naem | x     |`,
    'items.0.naem is undefined in {"totalCount":',
  ],
  [
    'a word for what was bought',
    `${bought}\n    When they read "/v1/customers/{costumer}"`,
    '{costumer} stands for nothing; there is {customer}, {subscription}, {order}',
  ],
  [
    'a refusal that no step has asked about',
    `${bought}\n    And the setting "cancel.afterWindow" is "refuse"\n    When 10 days pass\n    And they cancel the subscription\n    Then the subscription's status is "deleted"`,
    'the last answer was 400 {"code":',
  ],
];

describe('what a failing scenario tells', async () => {
  const scenarios = wrong.map(([what, steps]) => `  Scenario: ${what}${steps}`).join('\n\n');
  const told = (await runFeatures([`Feature: Failures\n${scenarios}\n`])).split(/^ +\d+\) /m).slice(1);

  const defined = told.filter((failure) => !failure.startsWith('a step #'));
  test.each(defined)('where its step is defined: %s', (failure) => {
    const [, place = ''] = /^ +(?:Given|When|Then) .+ # (\S+):\d+$/m.exec(failure) ?? [];
    expect(place).toMatch(/\/test-kit\/src\/steps\/[\w-]+\.ts$/);
  });

  test.each(wrong)('of %s', (what, _, said) => {
    expect(told.find((failure) => failure.startsWith(`${what} #`))).toContain(said);
  });
});

test('the clock of a scenario stands on a simulator whose clocks run, too', async () => {
  const simulator = await startSimulator({ clock: 'live', mockPublisher: { port: 0 } });
  try {
    const feature = `Feature: Time\n  Scenario: It stands${bought}\n    Then the clock is at "2026-03-02T09:00:00.000Z"\n`;
    expect(await runFeatures([feature], { MARKETSIM_URL: simulator.url })).toContain('1 scenario (1 passed)');
  } finally {
    await simulator.close();
  }
});
