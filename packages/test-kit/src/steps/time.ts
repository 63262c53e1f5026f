import assert from 'node:assert/strict';
import { isoDuration } from '../story/duration.ts';
import { expectStatus } from '../story/expected.ts';
import { at, peek, text } from '../story/json.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { until } from '../story/until.ts';

interface Move {
  readonly by?: string;
  readonly to?: string;
  readonly wait?: boolean;
}

/** Moves the clock; the answer is the one that the next steps look at. Facts are counted only while it stands. */
async function move(story: StoryWorld, body: Move): Promise<void> {
  if (peek(await clock(story), 'advance') === undefined) story.factsBefore = await story.facts();
  story.answer = await story.control('/clock/advance', { method: 'POST', body });
}

async function advance(story: StoryWorld, body: Move): Promise<void> {
  const answer = await story.control('/clock/advance', { method: 'POST', body });
  expectStatus(answer, 200);
  assert.equal(at(answer.body, 'reached'), 'target', answer.text);
}

const clock = async (story: StoryWorld): Promise<unknown> => (await story.control('/clock')).body;

/** Moves the world's clock to an instant; everything due on the way happens at its own instant. */
When(
  { en: 'the clock reaches {string}', sv: 'klockan når {string}' },
  async function (this: StoryWorld, to: string) {
    await advance(this, { to });
  },
);

/** The same by a span of time, such as `9.999 seconds pass` or `1 year passes`. */
When({ en: '{duration} pass/passes', sv: '{duration} går' }, async function (this: StoryWorld, span: string) {
  await advance(this, { by: isoDuration(span) });
});

/** Asks for the move and looks at the answer, which may be a refusal. */
When(
  { en: 'they try to move the clock to {string}', sv: 'de försöker flytta klockan till {string}' },
  async function (this: StoryWorld, to: string) {
    await move(this, { to });
  },
);

/** Sets the clock on its way and does not wait until it has arrived. */
When(
  { en: 'the clock is sent on its way to {string}', sv: 'klockan skickas i väg mot {string}' },
  async function (this: StoryWorld, to: string) {
    await move(this, { to, wait: false });
    expectStatus(this.answer, 202);
  },
);

/** Stops the clock at the instant that it has reached, and waits until it stands. */
When({ en: 'the way is broken off', sv: 'förflyttningen avbryts' }, async function (this: StoryWorld) {
  const { status, text: raw } = await this.control('/clock/advance', { method: 'DELETE' });
  assert.equal(status, 202, raw);
  await until(this, async () => assert.equal(peek(await clock(this), 'advance'), undefined));
});

/** The clock stands at an instant, or is there on its way. */
Then(
  { en: 'the clock is at {string}', sv: 'klockan är {string}' },
  async function (this: StoryWorld, instant: string) {
    await until(this, async () => assert.equal(text(await clock(this), 'now'), instant));
  },
);

/** The clock is on its way to an instant. */
Then(
  { en: 'it is on its way to {string}', sv: 'den är på väg mot {string}' },
  async function (this: StoryWorld, instant: string) {
    assert.equal(text(await clock(this), 'advance', 'to'), instant);
  },
);

/** A live clock runs along with real time, a frozen one moves only when it is told. */
Given(
  { en: 'the clock is {clockMode}', sv: 'klockan är {clockMode}' },
  async function (this: StoryWorld, mode: string) {
    const { status, body, text: raw } = await this.control('/clock', { method: 'PUT', body: { mode } });
    assert.equal(status, 200, raw);
    this.seen = body;
  },
);

/** The clock has moved since it was last set to be live or frozen, or looked at. */
Then({ en: 'time passes by itself', sv: 'tiden går av sig själv' }, async function (this: StoryWorld) {
  const before = text(this.seen ?? (await clock(this)), 'now');
  await until(this, async () => assert.ok(text(await clock(this), 'now') > before, `still ${before}`));
});

/** The clock shows the same however often one looks. */
Then({ en: 'time stands still', sv: 'tiden står stilla' }, async function (this: StoryWorld) {
  const before = text(await clock(this), 'now');
  for (let look = 0; look < 20; look += 1) assert.equal(text(await clock(this), 'now'), before);
});

/** Every answer tells the world's time in a header. */
Then(
  { en: 'the answer was given at {string} of world time', sv: 'svaret gavs {string} världstid' },
  function (this: StoryWorld, instant: string) {
    assert.equal(this.answer?.headers.get('x-marketsim-now'), instant);
  },
);
