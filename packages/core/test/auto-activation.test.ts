import { describe, expect, it } from 'vitest';
import { type Delivery, type Offer, stateOf, statusView } from '../src/index.ts';
import { perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, cartLine, refused, type Story, type StoryOptions } from './support/story.ts';

const webhookUrl = 'https://contosoharbor.example/webhook';
const automatic: Partial<Offer> = {
  plans: perUserOffer.plans.map((plan) => ({
    ...plan,
    autoActivation: plan.planId !== plans['FX-A'].planId,
  })),
};

const told = (options: StoryOptions = {}): Story =>
  aStory({ only: 'perUser', offer: { ...automatic, webhookUrl }, ...options });

const ahead = ({ engine }: Story): readonly Delivery[] => [...engine.state.deliveriesAhead.values()];

const channels = [
  ['csp', (story: Story) => story.buy('FX-M', 10)],
  ['direct', (story: Story) => story.buyDirect('FX-M', 10)],
] as const;

describe.each(channels)('ACT-12, SF 5.4: a plan that activates by itself, %s', (channel, buy) => {
  it('is active with the purchase, and billed from then on', () => {
    const story = told();
    const id = buy(story);
    const subscription = story.subscription(id);
    expect(subscription).toMatchObject({
      channel,
      phase: 'running',
      startedAt: '2020-07-14T10:00:00.000Z',
      assignedAt: '2020-07-14T10:00:00.000Z',
      confirmedAt: '2020-07-14T10:00:00.000Z',
      term: { number: 1, start: '2020-07-14', end: '2020-08-14' },
    });
    expect(story.lines(id)).toEqual([['new', '2020-07-14', '2020-08-14', 20_000]]);
    expect(story.engine.state.orders.get(subscription.orderId)?.status).toBe('completed');
    expect(statusView(subscription, story.engine.state.settings)).toMatchObject({
      partnerCenter: 'active',
      column: 'Active',
      fulfillment: 'Subscribed',
      lineProvisioning: 'fulfilled',
    });
  });

  it('WHK-09: the publisher is told by an operation Subscribe that has succeeded', () => {
    const story = told();
    const id = buy(story);
    const [delivery] = ahead(story);
    expect(ahead(story)).toHaveLength(1);
    expect(delivery).toMatchObject({
      action: 'Subscribe',
      subscriptionId: id,
      snapshot: { id, phase: 'running', quantity: 10, term: { start: '2020-07-14' } },
    });
    expect(story.engine.state.operations.get(delivery?.operationId ?? '')).toMatchObject({
      action: 'Subscribe',
      source: 'Azure',
      status: 'Succeeded',
      closedAt: '2020-07-14T10:00:00.000Z',
    });
    expect(story.subscription(id)).not.toHaveProperty('openOperationId');
  });

  it('ACT-14: never lapses; ACT-11: cannot be activated again', () => {
    const story = told();
    const id = buy(story);
    expect(refused(story.change(id, { type: 'ConfirmActivation' }))).toBe('alreadyActive');
    expect(refused(story.change(id, { type: 'AssignLicenses', count: 10 }))).toBe('alreadyActive');
    expect(stateOf(story.at('2020-09-01T00:00:00Z').subscription(id))).toBe('AC');
  });

  it('CAN-04: is cancelled in its window like any other', () => {
    const story = told();
    const id = buy(story);
    accepted(story.change(id, { type: 'Cancel' }));
    expect(story.net(id)).toBe(0);
    expect(ahead(story).map(({ action }) => action)).toEqual(['Subscribe', 'Unsubscribe']);
  });

  it('without a webhook nobody is told', () => {
    const story = told({ offer: automatic });
    const id = buy(story);
    expect(stateOf(story.subscription(id))).toBe('AC');
    expect(story.engine.state.operations.size).toBe(0);
  });
});

describe('what stays as it is', () => {
  it('WHK-09: another plan of the same offer waits for its publisher, and sends nothing', () => {
    const story = told();
    const id = story.buy('FX-A', 1);
    expect(stateOf(story.subscription(id))).toBe('PN');
    story.activate(id);
    expect(ahead(story)).toEqual([]);
  });

  it('BIL-24: a trial comes first', () => {
    const story = told();
    const id = story.buy('FX-T', 1);
    expect(stateOf(story.subscription(id))).toBe('TR');
    expect(story.lines(id)).toEqual([['new', '2020-07-14', '2020-08-14', 0]]);
  });

  it('BIL-26: an offer’s trial is given once', () => {
    const story = told();
    const states = [story.buy('FX-T', 1), story.buy('FX-T2', 1)].map((id) => stateOf(story.subscription(id)));
    expect(states).toEqual(['TR', 'AC']);
  });

  it('CAN-03: a window that is anchored to the activation begins with the purchase', () => {
    const story = told({ profile: 'activation-2020' });
    expect(story.subscription(story.buy('FX-M')).windowEndsAt).toBe('2020-07-15T10:00:00.000Z');
  });

  it('ACT-08: setup steps do not hold it up', () => {
    const steps = [{ name: 'form', owner: 'partner', before: 'activation' }] as const;
    const story = told({ publisher: { steps } });
    const id = story.buy('FX-M');
    expect(stateOf(story.subscription(id))).toBe('AC');
    expect(statusView(story.subscription(id), story.engine.state.settings).column).toBe('Active');
  });

  it('PUR-14: several lines of one cart are told one by one', () => {
    const story = told();
    const lines = [cartLine('FX-M', 1), cartLine('FX-G', 2, { id: 1 })];
    const customerId = story.customer.id;
    accepted(story.run({ type: 'CreateCart', customerId, by: 'agent', lines }));
    const [cartId = ''] = story.engine.state.carts.keys();
    const types = accepted(story.run({ type: 'CheckOutCart', customerId, cartId })).map(({ type }) => type);
    const one = [
      'OrderPlaced',
      'SubscriptionPurchased',
      'LicensesAssigned',
      'ActivationConfirmed',
      'SubscriptionActivated',
      'OperationOpened',
      'WebhookQueued',
      'Charged',
    ];
    expect(types).toEqual([...one, ...one, 'CartOrdered']);
    expect(story.engine.state.ledger.charges.map(({ id }) => id.slice(-2))).toEqual(['/1', '/1']);
  });

  it('GEN-06: the renewal follows, and the delivery’s own id is none of another', () => {
    const story = told();
    story.buy('FX-M');
    story.at('2020-08-14T00:00:00Z');
    expect(ahead(story).map(({ action }) => action)).toEqual(['Subscribe', 'Renew']);
    expect(new Set(ahead(story).map(({ id }) => id)).size).toBe(2);
  });
});
