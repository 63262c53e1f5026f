import { Command } from 'commander';
import { z } from 'zod';
import { nothing } from '../api/control.ts';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { second } from '../text/instant.ts';
import { type Column, table } from '../text/table.ts';
import { worldLine, worldPath, worldReply } from './view.ts';

const snapshotReply = z.looseObject({
  id: z.string(),
  at: z.string().optional(),
  events: z.int().optional(),
  unreadable: z.string().optional(),
});
const snapshotsReply = z.object({ snapshots: z.array(snapshotReply) });

type Snapshot = z.output<typeof snapshotReply>;

const snapshotsPath = (name: string): string => `${worldPath(name)}/snapshots`;
const snapshotPath = (name: string, id: string): string => `${snapshotsPath(name)}/${encodeURIComponent(id)}`;

const columns: readonly Column<Snapshot>[] = [
  { head: 'SNAPSHOT', cell: ({ id }) => id },
  {
    head: 'TIME',
    cell: ({ at, unreadable }) => (at === undefined ? `cannot be read: ${unreadable}` : second(at)),
  },
  { head: 'ENTRIES', align: 'right', cell: ({ events = '' }) => String(events) },
];

const listCommand = ({ out }: Terminal): Command =>
  new Command('list')
    .description('List the snapshots of a world, oldest first.')
    .argument('[name]', 'world that is meant', 'default')
    .action(async (name: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const list = await remote.control.call({ path: snapshotsPath(name), reply: snapshotsReply });
      const text = `world ${name} has no snapshots`;
      out(
        printed(remote, list, ({ snapshots }) => (snapshots.length > 0 ? table(snapshots, columns) : text)),
      );
    });

const takeCommand = ({ out }: Terminal): Command =>
  new Command('take')
    .description('Keep a world as it stands, to come back to it.')
    .argument('[name]', 'world that is meant', 'default')
    .option('--id <id>', 'what the snapshot is called, a number without')
    .action(async (name: string, { id }: { readonly id?: string }, command: Command) => {
      const remote = remoteOf(command);
      const call = { method: 'POST', path: snapshotsPath(name), body: { id }, reply: snapshotReply } as const;
      out(
        printed(remote, await remote.control.call(call), (taken) => `world ${name} is kept as ${taken.id}`),
      );
    });

const restoreCommand = ({ out }: Terminal): Command =>
  new Command('restore')
    .description('Bring a world back to a snapshot.')
    .argument('<name>', 'world that is meant')
    .argument('<id>', 'id of the snapshot')
    .action(async (name: string, id: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const path = `${snapshotPath(name, id)}/restore`;
      out(printed(remote, await remote.control.call({ method: 'POST', path, reply: worldReply }), worldLine));
    });

const deleteCommand = ({ out }: Terminal): Command =>
  new Command('delete')
    .description('Forget a snapshot.')
    .argument('<name>', 'world that is meant')
    .argument('<id>', 'id of the snapshot')
    .action(async (name: string, id: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      await remote.control.call({ method: 'DELETE', path: snapshotPath(name, id), reply: nothing });
      out(printed(remote, { name, id }, () => `snapshot ${id} of world ${name} is gone`));
    });

/** `marketsim world snapshot` with its sub-commands. */
export const snapshotCommand = (terminal: Terminal): Command =>
  new Command('snapshot')
    .description('Keep worlds as they stand, and bring them back.')
    .addCommand(listCommand(terminal))
    .addCommand(takeCommand(terminal))
    .addCommand(restoreCommand(terminal))
    .addCommand(deleteCommand(terminal));
