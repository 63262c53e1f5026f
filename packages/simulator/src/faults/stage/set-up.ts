import { instant, plusMs } from '@marketsim/core';
import { webhookPayloadOf } from '@marketsim/fulfillment';
import { advanceWorld } from '../../worlds/advance.ts';
import type { SimulatedWorld } from '../../worlds/simulated-world.ts';
import { actsIn, eventIn } from './acts.ts';
import { callsIn } from './calls.ts';
import type { Exchange, Play, Stage } from './stage.ts';

/** Plays in a world of the stage's definition, of a simulator at `url`; tells the calls that were made. */
export async function playIn(world: SimulatedWorld, url: string, play: Play): Promise<readonly Exchange[]> {
  const shown: Exchange[] = [];
  world.outbox.handling.hold({});
  await play(stageOf(world, url, (exchange) => void shown.push(exchange)));
  world.outbox.handling.release({});
  world.outbox.idle.kickSoon();
  return shown;
}

function stageOf(world: SimulatedWorld, url: string, note: (exchange: Exchange) => void): Stage {
  const { engine, outbox } = world;
  const acts = actsIn(world);

  const hear: Stage['hear'] = (subscriptionId, status) => {
    for (const parcel of [...outbox.parts.parcels.open()]) {
      if (parcel.delivery.subscriptionId !== subscriptionId) continue;
      const body = webhookPayloadOf(parcel.delivery, engine.state);
      outbox.parts.recorder.answered(parcel, { kind: 'answered', status, text: '' });
      note({ method: 'POST', path: 'webhook', sent: body, status });
    }
  };

  return {
    ...callsIn(world, url, note),
    hear,
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
