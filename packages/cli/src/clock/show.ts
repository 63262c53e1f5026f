import type { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { clockReply, clockText } from './view.ts';

/** `marketsim clock`: what time it is. */
export const showClock =
  ({ out }: Terminal) =>
  async (_options: object, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const clock = await remote.control.call({ path: '/_sim/clock', reply: clockReply });
    out(printed(remote, clock, clockText));
  };
