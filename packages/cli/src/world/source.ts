import { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import { type Remote, remoteOf } from '../options/remote.ts';
import { type WorldList, type WorldView, worldPath, worldReply, worldsReply } from './view.ts';

/** What becomes of a world that is imported. */
interface Arrival {
  /** The one that it had without. */
  readonly name?: string | undefined;
  /** Who stands in for its publishers from now on. */
  readonly publishers?: 'mock' | undefined;
}

/** Where worlds are: in a running simulator, or in the data folder of a stopped one. */
export interface WorldSource extends Pick<Remote, 'format'> {
  list(): Promise<WorldList>;
  export(name: string): Promise<Readable>;
  import(file: Uint8Array, arrival: Arrival): Promise<WorldView>;
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
  import: (file, arrival) => {
    const given = Object.entries(arrival).filter(([, value]) => value !== undefined);
    const path = `/_sim/worlds/import?${new URLSearchParams(given)}`;
    return control.upload({ path, file, type: 'application/x-ndjson', reply: worldReply });
  },
});
