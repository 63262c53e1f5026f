import { instant, plusMs } from '@marketsim/core';
import { advanceWorld } from '../../worlds/advance.ts';
import type { SimulatedWorld } from '../../worlds/simulated-world.ts';
import { type FaultWish, faultCommand } from '../switch-on.ts';
import { actsIn, eventIn } from './acts.ts';
import { callsIn } from './calls.ts';
import { hearingIn } from './hear.ts';
import type { Exchange, Play, Stage } from './stage.ts';

/** What is played: the pitfall of an id. */
interface Played {
  readonly id: string;
  readonly play: Play;
}

/** Plays in a world of the stage's definition, of a simulator at `url`; tells the calls that were made. */
export async function playIn(
  world: SimulatedWorld,
  url: string,
  { id, play }: Played,
): Promise<readonly Exchange[]> {
  const shown: Exchange[] = [];
  world.outbox.handling.hold({});
  const strike: Stage['strike'] = (parameters) => switchOn(world, id, parameters);
  await play({ ...stageOf(world, url, (exchange) => void shown.push(exchange)), strike });
  world.outbox.handling.release({});
  world.outbox.idle.kickSoon();
  return shown;
}

function switchOn({ engine }: SimulatedWorld, name: string, parameters: FaultWish['parameters']): void {
  const read = faultCommand({ name, parameters });
  if (!read.ok) throw new Error(`${name} cannot be switched on: ${read.misfit.message}`);
  engine.execute(read.command);
}

function stageOf(
  world: SimulatedWorld,
  url: string,
  note: (exchange: Exchange) => void,
): Omit<Stage, 'strike'> {
  const { engine } = world;
  const acts = actsIn(world);
  return {
    ...callsIn(world, url, note),
    hear: hearingIn(world, note),
    buy: acts.buy,
    active: (wanted) => {
      const id = acts.buy(wanted);
      acts.change(id, { type: 'ConfirmActivation' });
      return id;
    },
    change: (id, ...changes) => void acts.change(id, ...changes),
    settings: acts.settings,
    purchaseToken: (id) =>
      eventIn(acts.change(id, { type: 'GetActivationLink' }), 'PurchaseTokenIssued').token,
    advance: async (by) => void (await advanceWorld(world, { by })),
    operation: (id) => [...engine.state.operationsOf.of(id)].at(-1) ?? '',
    hoursAgo: (hours) => plusMs(instant(engine.now()), -hours * 3_600_000),
  };
}
