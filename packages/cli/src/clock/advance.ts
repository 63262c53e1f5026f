import { Command } from 'commander';
import type { Control } from '../api/control.ts';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { advanceReply, advanceText, clockReply, progressLine } from './view.ts';

/** Real milliseconds between two notes of progress. */
const noteEveryMs = 500;

/** `marketsim clock advance`: moves the clock; fails when it did not arrive. */
export const advanceCommand = (terminal: Terminal): Command =>
  new Command('advance')
    .description('Move the clock forward; all that is due on the way happens. Ctrl-C stops it.')
    .argument('[duration]', 'ISO 8601 duration, such as P1M or PT36H')
    .option('--to <instant>', 'moment to go to, such as 2026-02-01T00:00:00Z')
    .action(async (by: string | undefined, { to }: { readonly to?: string }, command: Command) => {
      if ((by === undefined) === (to === undefined)) {
        throw new Error('give either a duration, such as P1M, or --to with a moment');
      }
      const remote = remoteOf(command);
      const { control } = remote;
      const call = {
        method: 'POST',
        path: '/_sim/clock/advance',
        body: { by, to },
        reply: advanceReply,
      } as const;
      const report = await withProgress(control, terminal, () => control.call(call));
      terminal.out(printed(remote, report, advanceText));
      if (report.reached !== 'target') throw new Error(`the clock has not arrived at ${report.to}`);
    });

/** Tells on the way where the clock is, and passes Ctrl-C on to the simulator. */
async function withProgress<T>(control: Control, terminal: Terminal, go: () => Promise<T>): Promise<T> {
  const arrived = new AbortController();
  const cancel = { method: 'DELETE', path: '/_sim/clock/advance', reply: clockReply } as const;
  const stop = terminal.stopSignal();
  stop.addEventListener('abort', () => void control.call(cancel).catch(() => undefined), { once: true });
  // Whatever keeps progress from being told keeps the advance from nothing; its own answer says what is wrong.
  const told = noteProgress(control, terminal, arrived.signal).catch(() => undefined);
  try {
    return await go();
  } finally {
    arrived.abort();
    await told;
    terminal.note('');
  }
}

async function noteProgress(control: Control, { note }: Terminal, arrived: AbortSignal): Promise<void> {
  let [latest, noted] = ['', ''];
  const timer = setInterval(() => {
    if (latest !== noted) note(latest);
    noted = latest;
  }, noteEveryMs);
  try {
    for await (const { advance } of control.follow({ path: '/_sim/clock', reply: clockReply }, arrived)) {
      if (advance) latest = progressLine(advance);
    }
  } finally {
    clearInterval(timer);
  }
}
