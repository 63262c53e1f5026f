import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import type { Control } from '../api/control.ts';
import { whole } from '../options/number.ts';
import { printed, reaching, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

const ready = z.object({ status: z.literal('ready'), url: z.string() });
type Ready = z.output<typeof ready>;

/** Milliseconds between one question and the next. */
const pauseMs = 100;

/** `marketsim wait`: for scripts that have started a simulator beside them. */
export const waitCommand = ({ out }: Terminal): Command =>
  reaching(new Command('wait'))
    .description('Wait until a simulator has started and takes calls.')
    .option('--timeout <seconds>', 'how long to wait', whole('A number of seconds', 3600), 60)
    .action(async ({ timeout }: { readonly timeout: number }, command: Command) => {
      const remote = remoteOf(command);
      const answer = await untilReady(remote.control, timeout);
      out(printed(remote, answer, ({ url }) => `${url} takes calls`));
    });

/** Asks again until the time is up, and rejects then with what was said last. */
async function untilReady(control: Control, seconds: number): Promise<Ready> {
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    try {
      return await control.call({ path: '/_sim/ready', reply: ready });
    } catch (error) {
      if (performance.now() >= end) {
        throw new Error(`not ready after ${seconds} seconds: ${(error as Error).message}`, { cause: error });
      }
      await delay(pauseMs);
    }
  }
}
