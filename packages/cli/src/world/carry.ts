import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { printed } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { reasonOf } from '../text/reason.ts';
import { orStopped, withSource } from './source.ts';
import { worldLine } from './view.ts';

/** `marketsim world export`. */
export const exportCommand = ({ out }: Terminal): Command =>
  orStopped(new Command('export'))
    .description(
      'Write a world as it stands to a file that can be imported; credentials are taken out of it.',
    )
    .argument('[name]', 'world that is meant', 'default')
    .option('--out <file>', 'file to write, standard output without')
    .action((name: string, { out: file }: { readonly out?: string }, command: Command) =>
      withSource(command, async (source) => {
        const exported = await source.export(name);
        if (file === undefined) out((await text(exported)).trimEnd());
        else await writeWhole(file, exported);
      }),
    );

/** A file that is there already is replaced when the new one is whole. */
async function writeWhole(file: string, content: Readable): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(content, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new Error(`${file} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

interface ImportOptions {
  readonly as?: string;
  readonly mockPublisher?: true;
}

/** `marketsim world import`. */
export const importCommand = ({ out }: Terminal): Command =>
  orStopped(new Command('import'))
    .description('Make a world from an exported one.')
    .argument('<file>', 'what an export has written')
    .option('--as <name>', 'name of the new world, the one that it had without')
    .option(
      '--mock-publisher',
      'put the mock publisher in the place of all its publishers: nobody else is called',
    )
    .action((file: string, { as: name, mockPublisher }: ImportOptions, command: Command) =>
      withSource(command, async (source) => {
        const content = await readFile(file).catch((error: unknown) => {
          throw new Error(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
        });
        const publishers = mockPublisher && 'mock';
        out(printed(source, await source.import(content, { name, publishers }), worldLine));
      }),
    );
