import { expect, test } from 'vitest';
import { type StepDefinition, stepDefinitions } from '../scripts/docs/steps/definitions.ts';
import { featureLines, shownIn } from '../scripts/docs/steps/examples.ts';
import { stepProblems } from '../scripts/docs/steps/problems.ts';
import { renderSteps, vocabulary } from '../scripts/docs/steps/render.ts';

test('each step is told of, stands in a feature, and is read in Swedish by itself alone', () => {
  const own = vocabulary(process.cwd());
  expect(own.definitions.length).toBeGreaterThan(0);
  expect(stepProblems(own)).toEqual([]);
});

const source = `
/** Buys, for somebody. */
When(
  { en: 'they buy {int} licence(s) for {customer}', sv: 'de köper {int} licens(er) till {customer}' },
  async function (this: StoryWorld, quantity: number, customer: string) {},
);
/**
 * What is owed.
 *
 * @table a header \`amount\`, then a row for each line
 */
Then({ en: 'the lines/rows are( again)', sv: 'raderna är( igen)' }, function (this: StoryWorld, table: DataTable) {});
`;

const feature = `Feature: Buying
  Scenario Outline: Some
    When they buy <many> licences for the customer without agreement
    Then the rows are
      | amount |
      | 7.00   |
    Examples:
      | many |
      | 3    |
`;

/** The vocabulary of a file of steps and the features that use it. */
function read(steps: string, text = feature) {
  const definitions: readonly StepDefinition[] = stepDefinitions({ path: 'steps/own-steps.ts', text: steps });
  const shown = shownIn(featureLines([{ path: 'a.feature', text }]), definitions);
  return { definitions, shown };
}

test('a step is told with its comment, its texts, its parameters, its table and an example in both languages', () => {
  const text = renderSteps(read(source));
  expect(text).toContain(`## Own steps

### When they buy {int} licence(s) for {customer}

Buys, for somebody.

- Swedish: \`de köper {int} licens(er) till {customer}\`
- Parameters: \`{int}\` quantity, \`{customer}\` customer

\`\`\`gherkin
When they buy 3 licences for the customer without agreement

När de köper 3 licenser till kunden utan avtal
\`\`\`
`);
  expect(text).toContain(`- Table: a header \`amount\`, then a row for each line

\`\`\`gherkin
Then the rows are
  | amount |
  | 7.00 |

Så raderna är
\`\`\`
`);
});

test.each([
  ['a step without a comment', ['/** Buys, for somebody. */', '// Buys.'], 'has no doc comment'],
  ['no Swedish', ["'de köper {int} licens(er) till {customer}'", "''"], 'has no Swedish text'],
  ['a parameter that is missing', [' till {customer}', ''], 'has other parameters in Swedish'],
  ['a table that nobody explains', ['@table', 'As'], 'does not say what its table holds'],
  ['a step that nobody uses', ['they buy', 'we buy'], 'is in no feature'],
  [
    'two steps with one Swedish text',
    ['raderna är( igen)', 'de köper {int} licens(er) till {customer}'],
    'is read 2',
  ],
] as const)('%s is found', (_, [from, to], problem) => {
  expect(stepProblems(read(source))).toEqual([]);
  expect(source).toContain(from);
  expect(stepProblems(read(source.replace(from, to))).join('\n')).toContain(problem);
});

test('what is no TypeScript is not read', () => {
  expect(() => read('Given({')).toThrow('steps/own-steps.ts: ');
});
