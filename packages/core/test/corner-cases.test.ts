import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  type DeliveryResult,
  type EventLog,
  endOfTime,
  instant,
  isWorldTime,
  memoryLog,
  type Offer,
  stateOf,
} from '../src/index.ts';
import { flatOffer, type PlanName, perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, cartLine, refused, type Story, type StoryOptions } from './support/story.ts';

const quantity = (n: number) => ({ type: 'SetQuantity', quantity: n }) as const;
const cancel = { type: 'Cancel' } as const;
const suspend = { type: 'Suspend' } as const;
const reactivate = { type: 'Reactivate' } as const;

const active = (plan: PlanName, options: StoryOptions = {}, seats = 10) => {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy(plan, seats);
  story.activate(id);
  return { story, id };
};

describe('CAN-21: a prorated refund leaves the days that were used', () => {
  it('after a change of quantity', () => {
    const { story, id } = active('FX-M', { profile: 'nce-7d' });
    accepted(story.at('2020-07-18T00:00:00Z').change(id, quantity(15)));
    accepted(story.at('2020-07-20T00:00:00Z').change(id, cancel));
    expect(
      story
        .lines(id)
        .slice(3)
        .map(([, , , amount]) => amount),
    ).toEqual([-25_155]);
  });

  it('and gives nothing back for a period that is over', () => {
    const settings = { 'cancel.window.monthlyBilled': 'P60D' } as const;
    const { story, id } = active('FX-Y', { profile: 'nce-7d', settings });
    accepted(story.at('2020-08-20T00:00:00Z').change(id, cancel));
    const refunds = story.charges(id).filter(({ parentId }) => parentId);
    expect(refunds.map(({ start }) => start)).toEqual(['2020-08-15']);
  });
});

it('GEN-13: rounding that changes inside a period never credits more than a line holds', () => {
  const { story, id } = active('FX-M', { profile: 'current', startsAt: '2020-07-13T09:00:00Z' });
  accepted(story.at('2020-07-15T00:00:00Z').change(id, quantity(15)));
  accepted(story.run({ type: 'ChangeSetting', name: 'rounding.mode', value: 'unitHalfUp' }));
  accepted(story.change(id, quantity(10)));
  accepted(story.change(id, cancel));
  expect(story.net(id)).toBe(0);
});

it('CAN-21: rounding that changes inside a period never refunds more than a line holds', () => {
  const settings = { 'cancel.refund': 'prorated', 'cancel.window.monthlyBilled': 'P14D' } as const;
  const startsAt = '2020-07-13T09:00:00Z';
  const { story, id } = active('FX-M', { profile: 'current', startsAt, settings });
  accepted(story.at('2020-07-15T00:00:00Z').change(id, quantity(15)));
  accepted(story.run({ type: 'ChangeSetting', name: 'rounding.mode', value: 'unitHalfUp' }));
  accepted(story.change(id, cancel));
  expect(
    story
      .lines(id)
      .slice(2)
      .map(([type, , , amount]) => [type, amount]),
  ).toEqual([
    ['addQuantity', 15 * 1_870],
    ['cancel', -15 * 1_870],
  ]);
});

it('GEN-03: due work that could not be written is done when it can', () => {
  const kept = memoryLog();
  let full = false;
  const log: EventLog = {
    ...kept,
    get length() {
      return kept.length;
    },
    append: (entries) => {
      if (full) throw new Error('disk full');
      kept.append(entries);
    },
  };
  const { story, id } = active('FX-M', { log });
  const before = story.engine.now();
  full = true;
  expect(() => story.engine.advanceTo(instant('2020-08-15T00:00:00Z'))).toThrow('disk full');
  expect(story.engine.now()).toBe(before);
  full = false;
  story.at('2020-09-08T00:00:00Z');
  expect(story.engine.state.ledger.invoices.size).toBe(2);
  expect(story.charges(id)).toHaveLength(2);
});

describe('GEN-07: an answer comes alone', () => {
  it('never beside another answer or change', () => {
    const { story, id } = active('FX-M', { publisher: { answersOperations: true } });
    accepted(story.change(id, quantity(15)));
    const operationId = story.subscription(id).openOperationId ?? '';
    const ack = (result: 'Success' | 'Failure') =>
      ({ type: 'AcknowledgeOperation', operationId, result }) as const;
    expect(refused(story.change(id, ack('Failure'), ack('Success')))).toBe('severalBillingChanges');
    expect(refused(story.change(id, suspend, ack('Success')))).toBe('severalBillingChanges');
    accepted(story.change(id, ack('Success')));
  });

  it('nor two reports of a delivery', () => {
    const { story, id } = active('FX-M', { offer: { webhookUrl: 'https://p.example/hook' } });
    accepted(story.change(id, quantity(15)));
    const deliveryId = [...story.engine.state.deliveriesAhead.keys()][0] ?? '';
    const report = (result: DeliveryResult) => ({ type: 'RecordDelivery', deliveryId, result }) as const;
    expect(refused(story.change(id, report('refused'), report('accepted')))).toBe('severalBillingChanges');
  });
});

const createCart = (story: Story, ...lines: ReturnType<typeof cartLine>[]) =>
  story.run({ type: 'CreateCart', customerId: story.customer.id, by: 'agent', lines });

const checkOut = (story: Story, ...lines: ReturnType<typeof cartLine>[]) => {
  accepted(createCart(story, ...lines));
  const cartId = [...story.engine.state.carts.keys()].at(-1) ?? '';
  accepted(story.run({ type: 'CheckOutCart', customerId: story.customer.id, cartId }));
  return story.engine.state.carts.get(cartId);
};

describe('carts and checkout', () => {
  it('PUR-14: two lines do not share an id', () => {
    expect(refused(createCart(aStory(), cartLine('FX-M', 1), cartLine('FX-A', 1)))).toBe('idTaken');
  });

  it('PUR-11: a flat rate is bought once, whatever limits its plan names', () => {
    const story = aStory();
    const offer: Offer = {
      ...flatOffer,
      productId: 'DZH318Z0FLT2',
      plans: flatOffer.plans.map(({ maximumQuantity: _, ...plan }) => plan),
    };
    accepted(story.run({ type: 'PublishOffer', offer }));
    const catalogItemId = 'DZH318Z0FLT2:0001:AVAIL1';
    accepted(createCart(story, cartLine('FX-M', 5, { catalogItemId })));
    const cart = [...story.engine.state.carts.values()].at(-1);
    expect(cart?.lines[0]?.problem).toEqual({ code: 'quantityOutOfRange', minimum: 1, maximum: 1 });
  });

  it('ACT-19: a nickname at purchase is as long as one later', () => {
    const long = cartLine('FX-M', 1, { friendlyName: 'x'.repeat(257) });
    expect(refused(createCart(aStory(), long))).toBe('nicknameInvalid');
    const story = aStory();
    expect(story.subscription(story.buy('FX-M', 1, { friendlyName: '' })).friendlyName).toBe('fx-m');
  });

  it('the sandbox limit of five counts the lines of the same checkout', () => {
    const story = aStory({ partner: { sandbox: true } });
    const lines = Array.from({ length: 7 }, (_, id) => cartLine('FX-M', 1, { id }));
    const result = checkOut(story, ...lines)?.checkout;
    expect([result?.orderIds.length, result?.failures.length]).toEqual([5, 2]);
  });

  it('BIL-26: a trial that never ran is not used up, one that did is', () => {
    const story = aStory();
    const first = story.buy('FX-T', 1);
    accepted(story.change(first, cancel));
    const second = story.buy('FX-T', 1);
    expect(story.subscription(second).startsWithTrial).toBe(true);
    accepted(story.activate(second).change(second, cancel));
    expect(story.subscription(story.buy('FX-T', 1)).startsWithTrial).toBe(false);
  });

  it('BIL-26: the order of a purchase without its trial says what is paid', () => {
    const story = aStory();
    story.buy('FX-T', 1);
    const { orderId } = story.subscription(story.buy('FX-T', 1));
    const order = story.engine.state.orders.get(orderId);
    expect([order?.billingCycle, order?.lineItems[0]?.unitPrice]).toEqual(['monthly', 2_000_000]);
  });

  it('RB 14.3: an order that is completed is not cancelled', () => {
    const story = aStory({ settings: { 'order.completesAt': 'checkout' } });
    const id = story.buy('FX-M');
    accepted(story.change(id, cancel));
    expect(story.engine.state.orders.get(story.subscription(id).orderId)?.status).toBe('completed');
  });
});

describe('offers are checked when they are published', () => {
  const [plan] = [plans['FX-M']];
  const [price] = plan.prices;
  it.each([
    ['a price that is no whole millionth', { plans: [{ ...plan, prices: [{ ...price, unitPrice: 0.5 }] }] }],
    ['a negative price', { plans: [{ ...plan, prices: [{ ...price, unitPrice: -1 }] }] }],
    ['BIL-07: two prices for one term', { plans: [{ ...plan, prices: [price, price] }] }],
    ['limits the wrong way round', { plans: [{ ...plan, minimumQuantity: 5, maximumQuantity: 4 }] }],
    ['ACT-03: a fragment in the landing page', { landingPageUrl: 'https://p.example/#start' }],
    ['MET-01: dimensions per user', { dimensions: flatOffer.dimensions }],
  ])('%s', (_name, rest) => {
    const story = aStory();
    const offer = { ...perUserOffer, productId: 'DZH318Z0BAD1', ...rest } as Offer;
    expect(refused(story.run({ type: 'PublishOffer', offer }))).toBe('offerInvalid');
  });
});

describe('the end of time', () => {
  it.each(['FX-M', 'FX-3Y'] as const)('what is due after it can be told and goes on: %s', (plan) => {
    const { story, id } = active(plan, {
      startsAt: '9799-11-15T09:00:00Z',
      settings: { 'invoice.netDays': 365 },
    });
    const last = instant('9799-12-31T23:59:59.999Z');
    expect([isWorldTime(last), isWorldTime(endOfTime)]).toEqual([true, false]);
    story.at(last);
    const next = story.engine.nextDueAt() ?? '';
    expect(next > last && next.length === last.length).toBe(true);
    accepted(story.change(id, { type: 'Cancel' }));
  });
});

describe('settings', () => {
  it.each(['P3650000D', 'P999999999D'])('%s is too long for any duration', (value) => {
    const outcome = aStory().run({ type: 'ChangeSetting', name: 'act.pendingExpiry', value });
    expect(refused(outcome)).toBe('settingInvalid');
  });

  it('RB 1.1: under nce-7d a purchase does not lapse', () => {
    const story = aStory({ profile: 'nce-7d' });
    const id = story.buy('FX-M');
    expect(stateOf(story.at('2025-01-01T00:00:00Z').subscription(id))).toBe('PN');
  });
});

describe('suspension', () => {
  it('REN-07: a plan that does not renew expires with its term, suspended or not', () => {
    const { story, id } = active('FX-ONCE');
    accepted(story.at('2020-08-01T00:00:00Z').change(id, suspend));
    story.at('2020-08-15T00:00:00Z');
    expect(stateOf(story.subscription(id))).toBe('EX');
  });

  it('CAN-07: no instalment is due after the term', () => {
    const { story, id } = active('FX-Y', { profile: 'interim-2022' });
    accepted(story.at('2021-06-10T00:00:00Z').change(id, suspend));
    story.at('2021-07-20T00:00:00Z');
    const { state } = story.engine;
    expect(actionsOf(story.subscription(id), story.engine.now(), state.settings)).toEqual(['cancel']);
    accepted(story.change(id, cancel));
    expect(stateOf(story.subscription(id))).toBe('CA');
  });

  it('CAN-14: a window anchored to the term opens with the term of a reinstatement', () => {
    const { story, id } = active('FX-M', { profile: 'nce-7d' });
    accepted(story.at('2020-08-01T00:00:00Z').change(id, suspend));
    accepted(story.at('2020-08-20T00:00:00Z').change(id, reactivate));
    expect(story.subscription(id).windowEndsAt).toBe('2020-08-27T00:00:00.000Z');
  });

  it('MPN-07: the strict variant refuses a reseller while suspended', () => {
    const { story, id } = active('FX-M', { seller: 'provider', settings: { 'mpn.strictState': true } });
    accepted(story.change(id, suspend));
    expect(refused(story.change(id, { type: 'SetReseller', mpnId: '4847383' }))).toBe('notWhileSuspended');
  });
});

describe('order of checks and no-ops', () => {
  it('GEN-10: open steps are told before a wrong number', () => {
    const steps = [{ name: 'form', owner: 'partner', before: 'activation' }] as const;
    const story = aStory({ publisher: { steps } });
    const id = story.buy('FX-M', 10);
    expect(refused(story.change(id, { type: 'AssignLicenses', count: 9 }))).toBe('stepsOpen');
  });

  it('MPN-03: a direct-bill partner has no reseller to take off either', () => {
    const { story, id } = active('FX-M');
    expect(refused(story.change(id, { type: 'SetReseller', mpnId: '' }))).toBe('resellerNotApplicable');
  });

  it('RB 14.1: cancelling what already ends with its term changes nothing', () => {
    const { story, id } = active('FX-M');
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    expect(accepted(story.at('2020-07-20T00:00:00Z').change(id, cancel))).toEqual([]);
  });

  it('GEN-04: a check sees what is due', () => {
    const options = { publisher: { answersOperations: true }, settings: { 'op.ackTimeout': 'PT0S' } };
    const { story, id } = active('FX-M', options);
    accepted(story.change(id, quantity(12)));
    const change = { type: 'ChangeSubscription', subscriptionId: id, changes: [quantity(13)] } as const;
    expect(story.engine.check(change).ok).toBe(true);
  });
});
