import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { clockLine, clockReply } from './view.ts';

/** `marketsim clock cancel`. */
export const cancelCommand = ({ out }: Terminal): Command =>
  new Command('cancel')
    .description('Stop the advance that is on its way, at the instant it has reached.')
    .action(async (_options: object, command: Command) => {
      const remote = remoteOf(command);
      const call = { method: 'DELETE', path: '/_sim/clock/advance', reply: clockReply } as const;
      out(printed(remote, await remote.control.call(call), clockLine));
    });
