import { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import { type Remote, remoteOf } from '../options/remote.ts';
import { type WorldList, type WorldView, worldPath, worldReply, worldsReply } from './view.ts';

/** Where worlds are: in a running simulator, or in the data folder of a stopped one. */
export interface WorldSource extends Pick<Remote, 'format'> {
  list(): Promise<WorldList>;
  export(name: string): Promise<Readable>;
  /** Under its own name without another. */
  import(file: Uint8Array, name?: string): Promise<WorldView>;
}

/** Adds the option that leads to a stopped simulator's worlds. */
export const orStopped = (command: Command): Command =>
  command.addOption(
    new Option('--data <folder>', 'data folder of a stopped simulator, in the place of a running one'),
  );

/** Does something with the worlds that the options of a command lead to. */
export async function withSource(
  command: Command,
  work: (source: WorldSource) => Promise<void>,
): Promise<void> {
  const { data } = command.opts<{ readonly data?: string }>();
  if (data === undefined) return work(running(remoteOf(command)));
  if (command.getOptionValueSourceWithGlobals('url') === 'cli') {
    throw new Error('give either --url, of a running simulator, or --data, of a stopped one');
  }
  const { openStopped } = await import('@marketsim/simulator');
  const { close, ...stopped } = await openStopped(data);
  try {
    await work({
      ...stopped,
      format: remoteOf(command).format,
      export: async (name) => Readable.from(await stopped.export(name)),
    });
  } finally {
    await close();
  }
}

const running = ({ control, format }: Remote): WorldSource => ({
  format,
  list: () => control.call({ path: '/_sim/worlds', reply: worldsReply }),
  export: (name) => control.download(`${worldPath(name)}/export`),
  import: (file, name) => {
    const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
    const path = `/_sim/worlds/import${query}`;
    return control.upload({ path, file, type: 'application/x-ndjson', reply: worldReply });
  },
});
