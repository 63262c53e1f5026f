import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const users = `/v1/customers/${ids.customer}/users`;
const eva = {
  UsageLocation: 'us',
  UserPrincipalName: 'eva@lakeshorefoods.onmicrosoft.com',
  DisplayName: 'Eva Roth',
  FirstName: 'Eva',
  LastName: 'Roth',
  PasswordProfile: { Password: 'P@ssw0rd', ForceChangePassword: true },
  ImmutableId: null,
};

async function made(sim: Simulation, rest = {}) {
  const { body } = await sim
    .as()
    .post(users)
    .send({ ...eva, ...rest })
    .expect(200);
  return body;
}

describe('PC 2.10: users of a customer', () => {
  it('are made, read, changed, deleted and restored', async () => {
    const sim = simulation();
    const user = await made(sim);
    expect(user).toEqual({
      ...{
        id: user.id,
        usageLocation: 'US',
        userPrincipalName: eva.UserPrincipalName,
        displayName: 'Eva Roth',
      },
      ...{ firstName: 'Eva', lastName: 'Roth', userDomainType: 'none', state: 'active' },
      passwordProfile: { password: 'P@ssw0rd', forceChangePassword: true },
      links: { self: { uri: `/customers/${ids.customer}/users/${user.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'CustomerUser' },
    });
    const address = `${users}/${user.id}`;
    const { passwordProfile: _, ...shown } = user;
    expect((await sim.as().get(address).expect(200)).body).toEqual(shown);
    const { body: renamed } = await sim.as().patch(address).send({ displayName: 'Eva R.' }).expect(200);
    expect(renamed).toEqual({ ...shown, displayName: 'Eva R.' });
    const passwordProfile = { password: 'N3w-one!', forceChangePassword: false };
    const { body: reset } = await sim.as().patch(address).send({ passwordProfile }).expect(200);
    expect(reset).toEqual({ ...renamed, passwordProfile });
    expect((await sim.as().delete(address).expect(204)).text).toBe('');
    const { body: gone } = await sim.as().get(address).expect(200);
    expect(gone).toMatchObject({ state: 'inactive', softDeletionTime: sim.engine.now() });
    const { body: back } = await sim.as().patch(address).send({ state: 'Active' }).expect(200);
    expect(back).toEqual(renamed);
  });

  it('deleted ones are listed when asked for, and gone after 30 days', async () => {
    const sim = simulation();
    const user = await made(sim);
    await sim.as().patch(`${users}/${user.id}`).send({ state: 'inactive' }).expect(200);
    const filterBy = (field: string) =>
      encodeURIComponent(`{"Field":"${field}","Value":"Inactive","Operator":"equals"}`);
    const filter = filterBy('UserStatus');
    expect((await sim.as().get(users)).body.items).toEqual([]);
    expect((await sim.as().get(`${users}?filter=${filter}`)).body.items).toMatchObject([{ id: user.id }]);
    const { body: other } = await sim
      .as()
      .get(`${users}?filter=${filterBy('UserState')}`)
      .expect(200);
    expect(other.items).toMatchObject([{ id: user.id }]);
    sim.advance('2026-02-05T09:00:00Z');
    expect((await sim.as().get(`${users}?filter=${filter}`)).body.items).toEqual([]);
    await sim.as().get(`${users}/${user.id}`).expect(404);
  });

  it('PC 0.8: are read a page at a time', async () => {
    const sim = simulation();
    const made3 = [
      await made(sim),
      await made(sim, { userPrincipalName: 'b@x.example', UserPrincipalName: undefined }),
      await made(sim, { userPrincipalName: 'c@x.example', UserPrincipalName: undefined }),
    ];
    const { body: first } = await sim.as().get(`${users}?size=2`).expect(200);
    expect(first).toMatchObject({ totalCount: 2, items: made3.slice(0, 2).map(({ id }) => ({ id })) });
    const { uri, headers } = first.links.next;
    const { body: second } = await sim
      .as()
      .get(`/v1/${uri}`)
      .set(headers[0].key, headers[0].value)
      .expect(200);
    expect(second.items).toMatchObject(made3.slice(2).map(({ id }) => ({ id })));
    expect(second.links.next).toBeUndefined();
  });

  test.each([
    ['a filter that is none', `${users}?filter=x`, 3000],
    ['a seek backwards', `${users}?seekOperation=Previous`, 800042],
  ])('%s is refused', async (_, path, code) => {
    expect((await simulation().as().get(path).expect(400)).body).toEqual(envelope(code));
  });

  it('a name is taken once, in any case', async () => {
    const sim = simulation();
    await made(sim);
    const other = await made(sim, { UserPrincipalName: 'other@lakeshorefoods.onmicrosoft.com' });
    await expectNoEvents(sim, async () => {
      const UserPrincipalName = eva.UserPrincipalName.toUpperCase();
      await sim
        .as()
        .post(users)
        .send({ ...eva, UserPrincipalName })
        .expect(400);
      const { body } = await sim.as().patch(`${users}/${other.id}`).send({ UserPrincipalName }).expect(400);
      expect(body).toEqual(envelope(3000));
    });
  });

  it('an unknown one is not found, of another customer neither', async () => {
    const sim = simulation();
    const user = await made(sim);
    for (const path of [`${users}/${ids.user}`, `/v1/customers/${ids.other}/users/${user.id}`]) {
      expect((await sim.as().get(path).expect(404)).body).toEqual(envelope(60002));
      await sim.as().patch(path).send({}).expect(404);
      await sim.as().delete(path).expect(404);
    }
  });

  it('their passwords are kept nowhere', async () => {
    const sim = simulation();
    await made(sim);
    expect(JSON.stringify(sim.engine.events())).not.toContain('P@ssw0rd');
  });
});
