import { describe, expect, it } from 'vitest';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { agent, told } from './support/told.ts';

describe('a world that is kept in a folder', () => {
  it('is there again after a stop: history, state, clock', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    await first.advance('P40D');
    const [events, state] = [first.engine.events().slice(), first.subscription(id)];
    const now = first.engine.now();
    await first.simulator.close();

    const again = await started({ dataFolder });
    const engine = await again.simulator.engine();
    expect(engine.now()).toBe(now);
    expect(engine.events()).toEqual(events);
    expect(engine.state.subscriptions.get(id)).toEqual(state);
    const { status, body } = await again.get(`/v1/customers/${state.customerId}/subscriptions/${id}`, {
      headers: agent,
    });
    expect({ status, quantity: body.quantity }).toEqual({ status: 200, quantity: 10 });
  });
});
