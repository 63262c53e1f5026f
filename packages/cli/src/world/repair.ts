import type { Repair } from '@marketsim/simulator';
import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { second } from '../text/instant.ts';

interface RepairOptions {
  readonly data: string;
}

/** What became of a world's journal. */
interface Repaired {
  readonly name: string;
  /** Nothing for one that was not damaged. */
  readonly repair: Repair | null;
}

/** `marketsim world repair`. */
export const repairCommand = ({ out }: Terminal): Command =>
  new Command('repair')
    .description('Keep of a damaged journal what lies before the damage, and put the rest aside.')
    .argument('<name>', 'world that is meant')
    .option('--data <folder>', 'data folder, on which no simulator runs', '.marketsim')
    .action(async (name: string, { data }: RepairOptions, command: Command) => {
      const { openStopped } = await import('@marketsim/simulator');
      const { repair, close } = await openStopped(data);
      try {
        const repaired = { name, repair: (await repair(name)) ?? null };
        out(printed(remoteOf(command), repaired, repairedText));
      } finally {
        await close();
      }
    });

function repairedText({ name, repair }: Repaired): string {
  if (!repair) return `the journal of world ${name} is not damaged; nothing was changed`;
  const { kept, lost, aside } = repair;
  return [
    `world ${name} ends at ${second(kept.at)} UTC now, with the first ${kept.lines} lines of its journal`,
    `  lost    ${lost.lines} lines, ${lost.bytes} bytes`,
    `  now in  ${aside}`,
  ].join('\n');
}
