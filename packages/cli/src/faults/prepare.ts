import { Command } from 'commander';
import { printed, type Remote, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { insteadText, preparedReply, preparedText } from './view.ts';

interface Wish {
  readonly pitfall: string;
  readonly name?: string | undefined;
  /** Somebody wanted to switch it on: told is what was done instead, in short. */
  readonly asFault?: true;
}

/** Has a world made in which a pitfall occurs, and prints the calls that show it. */
export async function prepare(
  remote: Remote,
  { out }: Terminal,
  { pitfall, name, asFault }: Wish,
): Promise<void> {
  const path = `/_sim/pitfalls/${encodeURIComponent(pitfall)}/world`;
  const body = name === undefined ? {} : { name };
  const prepared = await remote.control.call({ method: 'POST', path, body, reply: preparedReply });
  out(printed(remote, prepared, asFault ? insteadText : preparedText));
}

/** `marketsim world prepare`. */
export const prepareCommand = (terminal: Terminal): Command =>
  new Command('prepare')
    .description('Make a world in which a pitfall occurs, and show it there.')
    .argument('<pitfall>', 'such as F27; marketsim fault --list tells which there are')
    .option('--name <world>', 'what the world is called, f27 for F27 without')
    .action((pitfall: string, { name }: { readonly name?: string }, command: Command) =>
      prepare(remoteOf(command), terminal, { pitfall, name }),
    );
