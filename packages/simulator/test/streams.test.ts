import { describe, expect, test } from 'vitest';
import { started } from './support/running.ts';
import { told } from './support/told.ts';

describe('streams', () => {
  async function follow(
    url: string,
    enough: (text: string) => boolean,
    begin: () => unknown,
  ): Promise<string> {
    const stop = new AbortController();
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: stop.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    let begun: unknown;
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      begun ??= begin();
      if (enough(text)) break;
    }
    stop.abort();
    await begun;
    return text;
  }

  test('the clock tells each move', async () => {
    const { simulator } = await started();
    const text = await follow(
      `${simulator.url}/_sim/clock`,
      (seen) => seen.includes('2026-02-05'),
      () => simulator.advance('P1M'),
    );
    expect(text).toMatch(/^event: clock\ndata: \{"now":"2026-01-05T09:00:00.000Z","mode":"frozen"/);
  });

  test('facts come with their number, from any number on', async () => {
    const { simulator, engine } = await told();
    const count = engine.seq();
    const text = await follow(
      `${simulator.url}/_sim/events?after=${count - 1}`,
      (seen) => seen.includes('ClockAdvanced'),
      () => simulator.advance('PT1S'),
    );
    expect(text.split('\n\n')[0]).toContain(`id: ${count}\n`);
    expect(text).toContain(`id: ${count + 1}\nevent: ClockAdvanced\n`);
  });

  test('a stream of no world is refused as any call, and one of a world that goes ends', async () => {
    const { simulator, get, post, call } = await started();
    const accept = { accept: 'text/event-stream' };
    expect((await get('/_sim/clock?world=none', { headers: accept })).status).toBe(404);
    await post('/_sim/worlds', { name: 'short' });
    const response = await fetch(`${simulator.url}/_sim/clock?world=short`, { headers: accept });
    await call('DELETE', '/_sim/worlds/short');
    expect(await response.text()).toContain('event: clock');
  });
});
