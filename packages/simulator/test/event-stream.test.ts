import { expect, test } from 'vitest';
import { started } from './support/running.ts';

test('CTL-13: a stream of events begins at once, before there is any to tell', async () => {
  const { simulator, post } = await started();
  const stop = new AbortController();
  const response = await fetch(`${simulator.url}/_sim/events`, {
    headers: { accept: 'text/event-stream' },
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]),
  });
  expect(response.status).toBe(200);
  await post('/_sim/clock/advance', { by: 'P1D' });
  const { value } = (await response.body?.pipeThrough(new TextDecoderStream()).getReader().read()) ?? {};
  expect(value).toContain('event: ClockAdvanced');
  stop.abort();
});
