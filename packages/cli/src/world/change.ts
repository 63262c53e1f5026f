import { Command } from 'commander';
import { nothing } from '../api/control.ts';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { worldLine, worldPath, worldReply } from './view.ts';

/** `marketsim world reset`. */
export const resetCommand = ({ out }: Terminal): Command =>
  new Command('reset')
    .description('Bring a world back to where it began; its snapshots stay.')
    .argument('<name>', 'world that is meant')
    .action(async (name: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const call = { method: 'POST', path: `${worldPath(name)}/reset`, reply: worldReply } as const;
      out(printed(remote, await remote.control.call(call), worldLine));
    });

/** `marketsim world delete`. */
export const deleteCommand = ({ out }: Terminal): Command =>
  new Command('delete')
    .description('Forget a world and its snapshots.')
    .argument('<name>', 'world that is meant')
    .action(async (name: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      await remote.control.call({ method: 'DELETE', path: worldPath(name), reply: nothing });
      out(printed(remote, { name }, () => `world ${name} is gone`));
    });

/** `marketsim world fork`. */
export const forkCommand = ({ out }: Terminal): Command =>
  new Command('fork')
    .description('Make a second world that goes on from where one stands, with the same ids and tenants.')
    .argument('<name>', 'world that is meant')
    .argument('<as>', 'name of the second')
    .action(async (name: string, as: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const path = `${worldPath(name)}/fork`;
      const call = { method: 'POST', path, body: { name: as }, reply: worldReply } as const;
      out(printed(remote, await remote.control.call(call), worldLine));
    });
