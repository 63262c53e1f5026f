import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { clockLine, clockReply } from './view.ts';

/** `marketsim clock follow`: one line, or one JSON document, for each move. */
export const followCommand = ({ out, stopSignal }: Terminal): Command =>
  new Command('follow')
    .description('Print the clock, and again whenever it has moved, until Ctrl-C.')
    .action(async (_options: object, command: Command) => {
      const remote = remoteOf(command);
      const stop = stopSignal();
      const moves = remote.control.follow({ path: '/_sim/clock', reply: clockReply }, stop);
      for await (const clock of moves) out(printed(remote, clock, clockLine));
      if (!stop.aborted) throw new Error('the stream has ended: the world or the simulator is gone');
    });
