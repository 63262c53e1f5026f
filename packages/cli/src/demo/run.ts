import { type ControlAddress, controlAt } from '../api/control.ts';
import type { Terminal } from '../terminal.ts';
import { play } from './play.ts';
import { books, stepLine } from './report.ts';
import { openStage } from './stage.ts';
import { deleteWorld, freshName, makeWorld } from './world.ts';

/** The command line of `marketsim demo`. */
export interface DemoOptions {
  readonly url?: string;
  readonly controlToken?: string;
  readonly json?: true;
  readonly keep?: true;
}

type Address = Omit<ControlAddress, 'world'>;

/** Plays the story, in the simulator at the address or in one of its own. Rejects where the story does not hold. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<void> {
  const { url, keep } = options;
  if (url) {
    return tell({ ...options, url: url.replace(/\/+$/, ''), world: freshName() }, terminal);
  }
  if (keep) throw new Error('--keep needs --url: a simulator of the demo ends with it, and its worlds too');
  const { serve } = await import('../start/serve.ts');
  const serving = await serve({ port: 0 }, { host: '127.0.0.1', port: 0, complain: terminal.err });
  const { simulator, publisher } = serving;
  const processes = `simulator ${simulator.url} (process ${process.pid}), publisher ${publisher?.url} (process ${publisher?.pid})`;
  try {
    if (!options.json) terminal.out(processes);
    // The same name each time, so that the same story has the same numbers.
    await tell({ ...options, url: simulator.url, world: 'demo' }, terminal);
  } finally {
    await serving.close();
  }
}

interface Telling extends Omit<DemoOptions, 'url'>, Address {
  readonly world: string;
}

async function tell({ json, keep, world, ...address }: Telling, terminal: Terminal): Promise<void> {
  const control = controlAt(address);
  await makeWorld(control, world);
  const say = json ? () => undefined : terminal.out;
  try {
    say(`The story, in world ${world}:`);
    const stage = await openStage({ ...address, world, heard: (step) => say(stepLine(step)) });
    await play(stage);
    const [ledger, invoices] = [await stage.ledger(), await stage.invoices()];
    say(`\n${books(stage.cast, { ledger, invoices })}`);
    if (json) terminal.out(JSON.stringify({ steps: stage.steps, ledger, invoices }, undefined, 2));
  } catch (error) {
    // Why the story stopped is told, not that its world is gone with the simulator.
    if (!keep) await deleteWorld(control, world).catch(() => undefined);
    throw error;
  }
  if (!keep) await deleteWorld(control, world);
}
