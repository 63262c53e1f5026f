import { describe, expect, test } from 'vitest';
import { status } from './support/receiver.ts';
import { started } from './support/running.ts';
import { told } from './support/told.ts';

const inWorld = (name: string) => ({ headers: { 'x-marketsim-world': name } });
const lines = ({
  engine,
}: {
  readonly engine: {
    readonly state: { readonly ledger: { readonly charges: readonly { readonly amount: number }[] } };
  };
}) => engine.state.ledger.charges.map(({ amount }) => amount);

describe('snapshots', () => {
  test('a world comes back as it stood: clock, money, open operation, its webhook, and what follows', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = status(500);
    await at.setQuantity(id, 12);
    const taken = await at.post('/_sim/worlds/default/snapshots', { id: 'asked' });
    expect([taken.status, taken.body.at]).toEqual([201, '2026-01-05T09:00:00.000Z']);
    const play = async () => {
      const world = await at.simulator.worlds.require();
      at.receiver.answer = at.quiet;
      await at.advance('P2M');
      return JSON.stringify(world.log.entries());
    };
    const first = await play();
    const restored = await at.post('/_sim/worlds/default/snapshots/asked/restore');
    expect(restored.body).toMatchObject({ name: 'default', now: '2026-01-05T09:00:00.000Z' });
    expect(await at.deliveries()).toMatchObject([{ state: 'waiting', tried: 1, lastStatus: 500 }]);
    expect(await play()).toBe(first);
  });

  test('they are listed, numbered, refused and forgotten', async () => {
    const { post, get, call } = await started();
    const path = '/_sim/worlds/default/snapshots';
    expect((await post(path)).body.id).toBe('1');
    expect((await post(path, { id: 'mine' })).headers.get('location')).toBe(`${path}/mine`);
    expect((await get(path)).body.snapshots.map((each: { id: string }) => each.id)).toEqual(['1', 'mine']);
    expect(await post(path, { id: 'mine' })).toMatchObject({
      status: 409,
      body: { error: { code: 'snapshotExists' } },
    });
    expect(await post(path, { id: 'No!' })).toMatchObject({
      status: 400,
      body: { error: { code: 'worldNameInvalid' } },
    });
    expect(await post(`${path}/other/restore`)).toMatchObject({
      status: 404,
      body: { error: { code: 'snapshotUnknown' } },
    });
    expect((await call('DELETE', `${path}/1`)).status).toBe(204);
    expect((await call('DELETE', `${path}/1`)).status).toBe(404);
    expect((await get('/_sim/worlds/none/snapshots')).status).toBe(404);
  });

  test('none is taken while the clock moves', async () => {
    const at = await told();
    at.buyActive();
    at.receiver.answer = () => undefined;
    await at.post('/_sim/clock/advance', { by: 'P2M', wait: false });
    await at.receiver.came(1);
    expect(await at.post('/_sim/worlds/default/snapshots')).toMatchObject({
      status: 409,
      body: { error: { code: 'clockMoving' } },
    });
    expect(await at.post('/_sim/worlds/default/fork', { name: 'twin' })).toMatchObject({ status: 409 });
    await at.call('DELETE', '/_sim/clock/advance');
  });
});

describe('forks', () => {
  test('go on from where a world stands, each its own way', async () => {
    const at = await told();
    const id = at.buyActive();
    const forked = await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    expect(forked).toMatchObject({ status: 201, body: { name: 'twin', now: '2026-01-05T09:00:00.000Z' } });
    const twin = await at.simulator.worlds.require('twin');
    await at.simulator.advance('P1M', 'twin');
    expect([lines(twin).length, lines(at.world).length]).toEqual([2, 1]);
    await at.advance('P1M');
    expect(JSON.stringify(twin.log.entries())).toBe(JSON.stringify(at.world.log.entries()));
    expect(at.receiver.calls.map(({ payload }) => payload.subscriptionId)).toEqual([id, id]);
  });

  test('their ids and tenants are those of the first: the header tells them apart', async () => {
    const at = await started();
    const { body: accounts } = await at.get('/_sim/accounts');
    await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    const { tenantId, applicationId } = accounts.partners[0];
    const form = {
      grant_type: 'client_credentials',
      client_id: applicationId,
      client_secret: 'x',
      scope: 'https://api.partnercenter.microsoft.com/.default',
    };
    const worldOf = async (given: object): Promise<string> => {
      const { body } = await at.post(`/${tenantId}/oauth2/v2.0/token`, undefined, { form, ...given });
      return JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()).marketsim_world;
    };
    expect(await worldOf({})).toBe('default');
    expect(await worldOf(inWorld('twin'))).toBe('twin');
    expect(await at.post('/_sim/worlds/default/fork', { name: 'twin' })).toMatchObject({
      status: 409,
      body: { error: { code: 'worldExists' } },
    });
    expect(await at.post('/_sim/worlds/default/fork', { name: 'No!' })).toMatchObject({ status: 400 });
    expect(await at.post('/_sim/worlds/none/fork', { name: 'x' })).toMatchObject({ status: 404 });
  });
});
