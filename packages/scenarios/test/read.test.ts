import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { problemText, readScenarioFile, readScenarioText, scenarioSchemaText } from '../src/index.ts';
import { file, firstStepLine, storyOf } from './support/story.ts';

async function problemsOf(text: string): Promise<readonly string[]> {
  const reading = await readScenarioText(text, file);
  if (reading.ok) throw new Error('it is a scenario');
  return reading.problems.map((problem) => problemText(problem).replace(file, 'story.yaml'));
}

const line = firstStepLine + 2;

describe('what is no scenario is refused with its place in the file', () => {
  test.each([
    [
      '  - activate: chairs',
      `${line}:15: steps[2].activate: there is no subscription "chairs"; there is seats`,
    ],
    [
      '  - buy: { customer: nobody, plan: standard, term: P1M/monthly, quantity: 1, as: more }',
      `${line}:22: steps[2].buy.customer: there is no customer "nobody"; there is harbor, lakeshore, fuji, elbe, unsigned, solo`,
    ],
    [
      '  - buy: { customer: harbor, plan: silver, term: P1M/monthly, quantity: 1, as: more }',
      `${line}:36: steps[2].buy.plan: there is no plan "silver"; there is standard, planner/standard`,
    ],
    [
      '  - buy: { customer: harbor, plan: gold, term: ever, quantity: 1, as: more }',
      `${line}:48: steps[2].buy.term: expected`,
    ],
    [
      '  - buy: { customer: harbor, plan: gold, term: P1M/monthly, quantity: 1, as: seats }',
      `${line}:78: steps[2].buy.as: is taken`,
    ],
    ['  - { suspend: seats, cancel: seats }', `${line}:31: steps[2].cancel: a step does one thing`],
    ['  - { note: nothing }', `${line}:5: steps[2]: expected at, expect, or one of advance, buy`],
    ['  - { at: noon, expect: {} }', `${line}:11: steps[2].at: expected`],
    ['  - { at: 2026-08-01T00:00:00Z, refused: windowPassed }', 'nothing is done that could be refused'],
    ['  - actvate: seats', 'steps[2].actvate: is not a known member; did you mean activate?'],
    [
      '  - buy: { customer: harbor, plan: standard, term: P1M, quantity: 1, as: more }',
      'steps[2].buy.term: expected text such as "P1M/monthly" or "P1Y/annual", got "P1M"',
    ],
    ['  - advance: soon', `${line}:14: steps[2].advance: expected`],
    [
      '  - expect: { subscriptions: { chairs: { status: active } } }',
      'steps[2].expect.subscriptions.chairs: there is no subscription "chairs"',
    ],
    [
      '  - expect: { subscriptions: { seats: { status: alive } } }',
      `${line}:49: steps[2].expect.subscriptions.seats.status: expected one of "pending", "active"`,
    ],
    ['  - expect: { charged: [{ amount: much }] }', 'steps[2].expect.charged[0].amount: '],
    [
      '  - publisher: { publisher: nobody, webhooks: accept }',
      'steps[2].publisher.publisher: there is no publisher "nobody"; there is tidewater, gatekeeper',
    ],
    [
      '  - setting: { name: invoice.days, value: 3 }',
      `${line}:22: steps[2].setting.name: there is no setting "invoice.days"; did you mean invoice.day?`,
    ],
    [
      '  - setting: { name: invoice.day, value: 31 }',
      `${line}:42: steps[2].setting.value: must be a whole number from 1 to 28`,
    ],
    [
      '  - publisher: { publisher: tidewater, webhooks: slow }',
      `${line}:50: steps[2].publisher.webhooks: expected one of "accept", "reject", "byHand",`,
    ],
    [
      '  - publisher: { publisher: tidewater, webhooks: silent, answerAfter: PT9S }',
      `${line}:71: steps[2].publisher.answerAfter: has no effect with silent; it is for accept, reject, acknowledgeLate`,
    ],
    [
      '  - publisher: { publisher: tidewater, webhooks: accept, answerAfter: P1M }',
      `${line}:71: steps[2].publisher.answerAfter: expected text such as "PT9S" or "P1D", got "P1M"`,
    ],
    [
      '  - publisher: { publisher: tidewater, webhooks: accept, answerAfter: P31D }',
      `${line}:71: steps[2].publisher.answerAfter: expected at most P30D`,
    ],
    ['  - fault: { name: F99 }', `${line}:20: steps[2].fault.name: there is no fault "F99"`],
    [
      '  - margin: { offer: none, percent: 10, partners: [juniper], until: 2026-08-31 }',
      'steps[2].margin.offer: there is no offer "none"',
    ],
    ['  - prices: { offer: planner, new: [] }', 'steps[2].prices.new: expected'],
  ])('%s', async (step, message) => {
    const problems = await problemsOf(storyOf(`${step}\n`));
    expect(problems.join('\n')).toContain(message);
    expect(problems[0]).toMatch(/^story\.yaml:\d+:\d+: /);
  });

  test('everything wrong is told at once', async () => {
    const text = storyOf('  - activate: chairs\n  - cancel: tables\n').replace(
      'title',
      'rules: [BIL-99, INV-10]\nsettings: { nothing: 1 }\ntitle',
    );
    expect(await problemsOf(text)).toEqual([
      'story.yaml:2:9: rules[0]: there is no rule "BIL-99"',
      'story.yaml:3:22: settings.nothing: there is no setting "nothing"',
      `story.yaml:${line + 2}:15: steps[2].activate: there is no subscription "chairs"; there is seats`,
      `story.yaml:${line + 3}:13: steps[3].cancel: there is no subscription "tables"; there is seats`,
    ]);
  });

  test('a text that is no YAML, a world that is not there, and a file that is not there', async () => {
    expect(await problemsOf('title: [')).toEqual([expect.stringMatching(/^story\.yaml:\d+:\d+: /)]);
    const gone = storyOf('').replace('tidewater.yaml', 'gone.yaml');
    expect(await problemsOf(gone)).toEqual([
      expect.stringMatching(/^story\.yaml:3:16: world\.file: .*there is no such file$/),
    ]);
    const reading = await readScenarioFile('gone.yaml');
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ file: 'gone.yaml', message: 'there is no such file' }],
    });
  });

  test('a world inside of the scenario is checked as world files are', async () => {
    const world = `world:
  definition:
    version: 1
    customers:
      - { alias: a, partner: none, companyName: A, domain: a.example, country: US }`;
    const text = storyOf('').replace(/world: .*/, world);
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/^story\.yaml:7:30: world\.definition\.customers\[0\]\.partner: /),
    ]);
  });

  test('a counterexample of the laws', async () => {
    const text = `version: 1
title: A counterexample
world: laws
profile: seed
startsAt: 2020-07-14T10:00:00.000Z
steps:
  - at: 2020-07-14T10:00:00.000Z
    buy: { customer: nobody }
`;
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/^story\.yaml:8:22: steps\[0\]\.buy\.customer: expected one of lakeshore/),
    ]);
  });
});

test('scenario.schema.json is current (node scripts/scenario-schema.ts writes it)', async () => {
  const written = await readFile(new URL('../scenario.schema.json', import.meta.url), 'utf8');
  expect(written).toBe(scenarioSchemaText());
});
