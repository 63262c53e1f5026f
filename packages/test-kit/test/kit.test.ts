import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  invoicesAre,
  lawsHold,
  ledgerNets,
  readScenarios,
  runScenarios,
  startSimulator,
  type TestSimulator,
  webhookReceived,
} from '../src/index.ts';

let sim: TestSimulator;
const annual = { plan: 'annual', quantity: 3 } as const;

beforeEach(async () => {
  sim = await startSimulator({ seed: 7 });
});
afterEach(() => sim.close());

describe('a world with an active subscription', () => {
  test('a year later has been billed twice, and every law holds', async () => {
    const { id } = sim.given.subscription(annual);
    ledgerNets(sim, '360.00 USD', { subscriptionId: id });
    const report = await sim.clock.advance('P1Y');
    expect(report.reached).toBe('target');
    ledgerNets(sim, '720 USD', { subscriptionId: id });
    await lawsHold(sim);
  });

  test('has an invoice for each year, and what is wrong with them is told', async () => {
    const { id: payerId } = sim.given.customer('customer-3');
    sim.given.subscription(annual);
    await sim.clock.advance('P1Y');
    invoicesAre(sim, ['2026-02-08 360.00 USD']);
    await sim.clock.advance('P2M');
    invoicesAre(sim, ['2026-02-08 360.00 USD', '2027-02-08 360.00 USD']);
    invoicesAre(sim, [], { payerId });
    expect(() => invoicesAre(sim, ['2026-02-08 360.00 USD'])).toThrow(
      'the invoices are:\n  2026-02-08 360.00 USD\n  2027-02-08 360.00 USD\nexpected:\n  2026-02-08 360.00 USD',
    );
  });

  test('goes to a moment that is named', async () => {
    await sim.clock.advanceTo('2026-03-01T00:00:00Z');
    expect(sim.clock.now()).toBe('2026-03-01T00:00:00.000Z');
    await expect(sim.clock.advanceTo('2026-02-01T00:00:00Z')).rejects.toThrow('does not go back');
  });

  test('a sum of the ledger that is wrong is told line by line', () => {
    const { id } = sim.given.subscription(annual);
    expect(() => ledgerNets(sim, '1.00 USD', { subscriptionId: id })).toThrow(
      /nets 360\.00 USD, not 1\.00 USD; its lines are:\n {2}new 2026-01-05 to 2027-01-04, 3 licences: 360\.00 USD/,
    );
    expect(() => ledgerNets(sim, '360.00 EUR')).toThrow('nets 360.00 USD, not 360.00 EUR');
    ledgerNets(sim, '0.00 USD', { payerId: 'nobody' });
    expect(() => ledgerNets(sim, 'much')).toThrow(RangeError);
    expect(() => ledgerNets(sim, '360.00')).toThrow(
      'a decimal and a currency such as -120.00 USD, not 360.00',
    );
  });
});

describe('what a test begins with', () => {
  test.each(['pending', 'active', 'suspended', 'cancelled'] as const)('can be %s', (state) => {
    const { phase, id } = sim.given.subscription({ ...annual, state });
    expect(phase).toBe(
      { pending: 'pending', active: 'running', suspended: 'running', cancelled: 'ended' }[state],
    );
    const subscription = sim.engine.state.subscriptions.get(id);
    expect('suspension' in (subscription ?? {})).toBe(state === 'suspended');
  });

  test('that cannot be had is refused with the reason', () => {
    expect(() => sim.given.subscription({ plan: 'none' })).toThrow(
      'there is no plan "none"; there is teamwork/',
    );
    expect(() => sim.given.customer('nobody')).toThrow(
      'there is no customer nobody; the definition has customer-1',
    );
    expect(() => sim.given.subscription({ quantity: 0 })).toThrow('CheckOutCart was refused');
    expect(() => sim.given.change('no-id', { type: 'Cancel' })).toThrow('subscriptionNotFound');
  });

  test('a customer is found by alias and by id', () => {
    const customer = sim.given.customer('customer-2');
    expect(sim.given.customer(customer.id)).toBe(customer);
  });
});

describe('typed clients', () => {
  test('Partner Center: what is accepted is an answer, what is refused an error with status and code', async () => {
    const { id: subscriptionId, customerId } = sim.given.subscription(annual);
    const { status, body } = await sim.partnerCenter.getSubscription({ customerId, subscriptionId });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: subscriptionId, quantity: 3, status: 'active' });
    const refused = sim.partnerCenter.updateSubscription({
      customerId,
      subscriptionId,
      body: { ...body, quantity: 501 },
    });
    await expect(refused).rejects.toMatchObject({
      name: 'CallRefused',
      status: 400,
      body: { source: expect.any(String) },
    });
    const asApp = sim.partnerCenterFor({ as: 'app' }).listSubscriptions({ customerId });
    expect((await asApp).body).toMatchObject({ totalCount: 1 });
  });

  test('the marketplace, for one publisher and for another', async () => {
    const { id: subscriptionId } = sim.given.subscription(annual);
    const { body } = await sim.marketplace.getSubscription({ subscriptionId });
    expect(body).toMatchObject({ id: subscriptionId, saasSubscriptionStatus: 'Subscribed' });
    const foreign = sim.marketplaceFor('publisher-2').getSubscription({ subscriptionId });
    await expect(foreign).rejects.toMatchObject({ status: 403 });
    await expect(sim.marketplaceFor('publisher-9').listSubscriptions()).rejects.toThrow(
      'no publisher "publisher-9"',
    );
  });

  test('the control API speaks of the same world', async () => {
    const copy = await sim.fork();
    await copy.clock.advance('P1D');
    expect((await copy.control.readClock()).body).toMatchObject({ now: copy.clock.now() });
    expect((await sim.control.readClock()).body).toMatchObject({ now: sim.clock.now() });
  });
});

describe('a suite sets up once and branches', () => {
  test('a snapshot brings back what was', async () => {
    const { id } = sim.given.subscription(annual);
    const before = await sim.snapshot();
    await sim.clock.advance('P2Y');
    sim.given.change(id, { type: 'Cancel' });
    await sim.restore(before);
    expect(sim.engine.state.subscriptions.get(id)?.phase).toBe('running');
    expect(sim.clock.now()).toBe('2026-01-05T09:00:00.000Z');
    ledgerNets(sim, '360.00 USD');
  });

  test('a fork goes its own way, and can be reached over HTTP with the same ids', async () => {
    const { id: subscriptionId, customerId } = sim.given.subscription(annual);
    const [copy, other] = [await sim.fork(), await sim.fork('other')];
    const known = ({ engine }: Pick<TestSimulator, 'engine'>) =>
      engine.state.subscriptions.get(subscriptionId);
    // It shares what it has in common with the other.
    expect(known(copy)).toBe(known(sim));
    copy.given.change(subscriptionId, { type: 'Cancel' });
    const statusIn = async ({ partnerCenter }: Pick<TestSimulator, 'partnerCenter'>) =>
      (await partnerCenter.getSubscription({ customerId, subscriptionId })).body.status;
    expect([copy.name, other.name]).toEqual(['default-2', 'other']);
    expect(await statusIn(copy)).toBe('deleted');
    expect(await statusIn(other)).toBe('active');
    expect(await statusIn(sim)).toBe('active');
    await copy.clock.advance('P1M');
    expect((await sim.world('other')).clock.now()).toBe(sim.clock.now());
  });
});

test('webhooks that a publisher received are found, and those that it did not are told', async () => {
  await using told = await startSimulator({ publisher: 'mock' });
  const { id: subscriptionId } = told.given.subscription(annual);
  await told.clock.advance('P1Y');
  await webhookReceived(told, { action: 'Renew', subscriptionId });
  await expect(webhookReceived(told, { action: 'Suspend' })).rejects.toThrow(
    new RegExp(`Suspend was received 0 times, not 1; there was:\n {2}Renew of ${subscriptionId}: accepted`),
  );
  await expect(webhookReceived(told, { action: 'Renew', times: 2 })).rejects.toThrow(
    'Renew was received 1 times, not 2',
  );
});

test('a history that breaks a law is told with the law, its rules and its instant', async () => {
  sim.given.subscription(annual);
  const { engine } = sim;
  const dearer = engine
    .events()
    .map((event) =>
      event.type === 'Charged'
        ? { ...event, charges: event.charges.map((charge) => ({ ...charge, amount: charge.amount + 1 })) }
        : event,
    );
  await expect(lawsHold({ ...sim, engine: { ...engine, events: () => dearer } })).rejects.toThrow(
    /broken laws:\n {2}INV-\d\d \(.*BIL-05.*\) 2026-01-05T09:00:00\.000Z /,
  );
});

describe('scenarios', () => {
  const folder = new URL('../../../scenarios/', import.meta.url).pathname;

  test('run in the simulator of a test, and in one that is given by its address', async () => {
    await using mock = await startSimulator({ publisher: 'mock' });
    const scenarios = await readScenarios(`${folder}trial.yaml`, `${folder}credit-note.yaml`);
    const here = await runScenarios(scenarios, mock);
    const there = await runScenarios(scenarios, { url: mock.url });
    for (const results of [here, there]) expect(results).toMatchObject([{ failures: [] }, { failures: [] }]);
    expect(mock.worlds.list().map(({ name }) => name)).toEqual(['default']);
  });

  test('that are none are told with their places', async () => {
    await expect(readScenarios(`${folder}worlds/tidewater.yaml`)).rejects.toMatchObject({
      name: 'UnreadableScenarios',
      problems: expect.arrayContaining([expect.objectContaining({ path: 'title' })]),
    });
  });
});

describe('what a test misspells is named, where no compiler does', () => {
  /** As from JavaScript. */
  const misspelt = (value: object): object => value;

  test('an option of the simulator', async () => {
    await expect(startSimulator(misspelt({ sed: 1 }))).rejects.toThrow('no member sed; did you mean seed?');
    await expect(startSimulator(misspelt({ publisher: 'mok' }))).rejects.toThrow(
      'publisher is none, mock or the addresses of an app, not mok',
    );
  });

  test('what is bought, and how far it has come', () => {
    expect(() => sim.given.subscription(misspelt({ quantitiy: 3 }))).toThrow('did you mean quantity?');
    expect(() => sim.given.subscription(misspelt({ state: 'activ' }))).toThrow('did you mean active?');
    expect(sim.engine.state.subscriptions.size).toBe(0);
  });

  test('what an expectation is about', async () => {
    const wish = misspelt({ subscription: 'x' });
    const hint = 'no member subscription; did you mean subscriptionId?';
    expect(() => ledgerNets(sim, '0.00 USD', wish)).toThrow(hint);
    await expect(webhookReceived(sim, wish)).rejects.toThrow(hint);
    expect(() => invoicesAre(sim, [], wish)).toThrow('no member subscription');
    await expect(webhookReceived(sim, misspelt({ action: 'Renwe' }))).rejects.toThrow(
      'no webhook has the action Renwe; there is Subscribe, ChangePlan, ChangeQuantity, Renew, Suspend, Reinstate, Unsubscribe; did you mean Renew?',
    );
  });
});
