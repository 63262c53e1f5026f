import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { started } from './support/process.ts';
import { saleAt, type Webhook, webhook } from './support/publisher.ts';

/** Answers nothing until the result is called. */
function hang(own: Webhook): { readonly called: Promise<void>; readonly answer: () => void } {
  const [called, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  own.answer = async (response) => {
    called.resolve();
    await answered.promise;
    response.end();
  };
  return { called: called.promise, answer: answered.resolve };
}

/** A simulator as a process, in which a change waits for a publisher who does not answer its webhook. */
async function waiting(...options: readonly string[]) {
  const own = await webhook();
  const at = await started(['--clock', 'frozen', '--publisher-webhook', own.url, ...options]);
  const sale = await saleAt(at.url);
  const { called, answer } = hang(own);
  const change = sale.setQuantity(12);
  await called;
  const exited = once(at.child, 'exit');
  return { ...at, answer, change, exited };
}

const patience = ['--grace', '600000'] as const;

describe('a signal', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s: calls that are under way are answered',
    async (signal) => {
      const { child, change, answer, exited } = await waiting(...patience);
      child.kill(signal);
      expect(await change).toBe(202);
      answer();
      expect(await exited).toEqual([0, null]);
    },
  );

  test('is followed by a line that says what it waits for, and a second one ends the process at once', async () => {
    const { child, change, exited, said } = await waiting(...patience);
    child.kill('SIGTERM');
    await change;
    await expect.poll(said, { timeout: 30_000 }).toContain('\n');
    expect(said()).toBe(
      'marketsim: stopping: it waits for 1 webhook to end; another signal ends it at once\n',
    );
    child.kill('SIGTERM');
    expect(await exited).toEqual([128 + 15, null]);
  });

  test('that arrives twice, as npm sends it, is one', async () => {
    const { child, answer, exited } = await waiting(...patience);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    answer();
    expect(await exited).toEqual([0, null]);
  });

  test('ends what has not ended within --grace', async () => {
    const { child, exited } = await waiting('--grace', '1');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  test('that comes while the first story is told is no failure', async () => {
    const at = await started(['--story']);
    expect(await at.stop()).toBe(0);
    expect(at.said().replace(/^marketsim: stopping: .*\n/, '')).toBe('');
  });
});
