import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { expectStatus } from '../story/expected.ts';
import { at, items, peek } from '../story/json.ts';
import { atPublisher } from '../story/mock-publisher.ts';
import { Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { rowsOf } from '../story/table.ts';
import { until } from '../story/until.ts';

/** What a change was asked from or to, by whichever of plan and quantity it is about. */
const side = (question: unknown, which: string): string =>
  String(peek(at(question, which), 'planId') ?? peek(at(question, which), 'quantity') ?? '');

const readers: Readonly<Record<string, (question: unknown) => string>> = {
  action: (question) => String(peek(question, 'action')),
  from: (question) => side(question, 'from'),
  to: (question) => side(question, 'to'),
  'asked at': (question) => String(peek(question, 'askedAt')),
  'answer by': (question) => String(peek(question, 'answerBy')),
  outcome: (question) => String(peek(question, 'outcome')),
};

async function shows(story: StoryWorld, list: string, table: DataTable): Promise<void> {
  const columns = table.raw()[0] ?? [];
  for (const column of columns) assert.ok(readers[column], `there is no column "${column}"`);
  await until(story, async () => {
    const { body } = await atPublisher(story, '/operations');
    const rows = items(body, list).map((question) =>
      Object.fromEntries(columns.map((column) => [column, readers[column]?.(question)])),
    );
    assert.deepEqual(rows, table.hashes());
  });
}

/**
 * The changes that wait for an answer of the mock publisher's staff, oldest first.
 *
 * @table a header of `action`, `from`, `to`, `asked at`, `answer by`, as many as are looked at; then a row for each
 */
Then(
  { en: "on the publisher's desk waits", sv: 'på utgivarens bord väntar' },
  async function (this: StoryWorld, table: DataTable) {
    await shows(this, 'open', table);
  },
);

/** Nothing waits there. */
Then(
  { en: "nothing waits on the publisher's desk", sv: 'inget väntar på utgivarens bord' },
  async function (this: StoryWorld) {
    await until(this, async () => {
      assert.deepEqual(items((await atPublisher(this, '/operations')).body, 'open'), []);
    });
  },
);

/**
 * How the last ones were decided, newest first.
 *
 * @table a header of `action`, `from`, `to`, `outcome`, as many as are looked at; then a row for each
 */
Then(
  { en: "on the publisher's desk is decided", sv: 'på utgivarens bord är avgjort' },
  async function (this: StoryWorld, table: DataTable) {
    await shows(this, 'decided', table);
  },
);

/**
 * The mock publisher reports so much use of what was bought each hour, when the clock has passed it: in one report with
 * whatever else is due, trying again what was not taken. 0 ends it.
 */
When(
  {
    en: 'the publisher meters {float} of {string} each hour',
    sv: 'utgivaren mäter {float} av {string} varje timme',
  },
  async function (this: StoryWorld, perHour: number, dimension: string) {
    const path = `/subscriptions/${this.subscriptionId}/usage/steady`;
    const answer = await atPublisher(this, path, { method: 'PUT', body: { dimension, perHour } });
    expectStatus(answer, 200);
  },
);

/**
 * What the mock publisher has reported of use, oldest first.
 *
 * @table a header of `effectiveStartTime`, `dimension`, `quantity`, `status`, as many as are looked at; then a row for each
 */
Then(
  { en: 'the publisher has reported', sv: 'utgivaren har rapporterat' },
  async function (this: StoryWorld, table: DataTable) {
    await until(this, async () => {
      const { body } = await atPublisher(this, `/subscriptions/${this.subscriptionId}/usage`);
      assert.deepEqual(rowsOf(items(body, 'reported'), table.raw()[0] ?? []), table.hashes());
    });
  },
);

const seatsPath = (story: StoryWorld): string => `/subscriptions/${story.subscriptionId}/seats`;

/** A user gets a seat at the mock publisher, or is refused one; as many get one as were bought. */
When(
  { en: 'the publisher gives a seat to {string}', sv: 'utgivaren ger en plats till {string}' },
  async function (this: StoryWorld, user: string) {
    const path = `${seatsPath(this)}/${encodeURIComponent(user)}`;
    this.answer = await atPublisher(this, path, { method: 'PUT', body: {} });
  },
);

/** A user has to give the seat back. */
When(
  { en: 'the publisher takes the seat of {string} back', sv: 'utgivaren tar tillbaka platsen från {string}' },
  async function (this: StoryWorld, user: string) {
    const path = `${seatsPath(this)}/${encodeURIComponent(user)}`;
    this.answer = await atPublisher(this, path, { method: 'DELETE' });
  },
);

/** Who has a seat, in the order in which they got it, with commas between. */
Then(
  { en: 'the seats are those of {string}', sv: 'platserna har {string}' },
  async function (this: StoryWorld, users: string) {
    const { body } = await atPublisher(this, seatsPath(this));
    assert.equal(items(body, 'users').join(', '), users);
  },
);
