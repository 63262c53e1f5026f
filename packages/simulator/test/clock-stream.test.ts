import { expect, test } from 'vitest';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

/** What the stream of a clock sends, as it comes. */
async function followed(url: string): Promise<readonly Record<string, unknown>[]> {
  const views: Record<string, unknown>[] = [];
  const response = await fetch(`${url}/_sim/clock`, { headers: { accept: 'text/event-stream' } });
  const read = async (): Promise<void> => {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, data = ''] of text.matchAll(/^data: (.+)$/gm)) views.push(JSON.parse(data));
    }
  };
  read().catch(() => undefined);
  return views;
}

test('the stream tells where an advance is while a publisher lets it wait', async () => {
  const at = await told();
  at.buyActive();
  const answer = at.receiver.answerLater();
  const views = await followed(at.simulator.url);
  await until(() => views.length === 1);
  const advance = at.advance('P1M');
  const waiting = { now: '2026-02-05T00:00:00.000Z', to: '2026-02-05T09:00:00.000Z' };
  await until(() => JSON.stringify(views.at(-1)).includes(waiting.now));
  expect(views[1]).toMatchObject({ advance: { now: '2026-01-05T09:00:00.000Z', events: 0 } });
  expect(views.at(-1)).toMatchObject({ advance: waiting });
  answer();
  await advance;
  await until(() => views.at(-1)?.['advance'] === undefined);
  expect(views.at(-1)).toMatchObject({ now: waiting.to });
});
