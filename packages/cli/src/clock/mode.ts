import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { clockReply, clockText } from './view.ts';

const setMode =
  ({ out }: Terminal, mode: 'frozen' | 'live') =>
  async (_options: object, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const call = { method: 'PUT', path: '/_sim/clock', body: { mode }, reply: clockReply } as const;
    out(printed(remote, await remote.control.call(call), clockText));
  };

/** `marketsim clock freeze`. */
export const freezeCommand = (terminal: Terminal): Command =>
  new Command('freeze')
    .description('Make the clock stand still; it then moves only when told.')
    .action(setMode(terminal, 'frozen'));

/** `marketsim clock live`. */
export const liveCommand = (terminal: Terminal): Command =>
  new Command('live')
    .description('Let the clock run along with real time.')
    .action(setMode(terminal, 'live'));
