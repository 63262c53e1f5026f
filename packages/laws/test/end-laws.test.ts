import { type Command, type DomainEvent, type Engine, instant } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { createWitness } from '../src/witness.ts';
import { catalogItemOf } from '../src/world/plans.ts';
import { aHistory, type History } from './support/history.ts';

/** What the review says of facts as the history of a world. */
function reviewed({ engine }: History, facts: readonly DomainEvent[]): readonly string[] {
  const told: Engine = { ...engine, events: () => facts };
  const witness = createWitness(told);
  witness.advanceTo(engine.now());
  return witness.review().map(({ law }) => law);
}

test('INV-05: what was never activated costs something', () => {
  const history = aHistory();
  const id = history.start({ publisher: 'desk' });
  expect(reviewed(history, history.engine.events())).toEqual([]);
  const unstarted = history.engine.events().filter(({ type }) => type !== 'SubscriptionActivated');
  expect(reviewed(history, unstarted)).toContain('INV-05');
  expect(id).not.toBe('');
});

test('INV-17: a line after the end', () => {
  const history = aHistory();
  const id = history.start();
  history.change(id, { type: 'Cancel' });
  const late = history.engine
    .events()
    .map((fact) =>
      fact.type === 'Charged'
        ? { ...fact, charges: fact.charges.map((charge) => ({ ...charge, createdAt: next })) }
        : fact,
    );
  expect(reviewed(history, late)).toContain('INV-17');
});

const next = '2020-07-15T00:00:00.000Z' as DomainEvent['at'];

test('INV-57: two trials of one offer', () => {
  const history = aHistory();
  const first = history.start({ plan: 'trial', term: 'P1M/none' });
  history.start({ plan: 'trialToo', term: 'P1M/none' });
  expect(reviewed(history, history.engine.events())).toEqual([]);
  const twice = history.engine
    .events()
    .map((fact) =>
      fact.type === 'SubscriptionPurchased' && fact.subscription.id !== first
        ? { ...fact, subscription: { ...fact.subscription, startsWithTrial: true } }
        : fact,
    );
  expect(reviewed(history, twice)).toContain('INV-57');
});

describe('INV-77: what a customer has once', () => {
  const another = {
    type: 'PurchaseDirect',
    customerId: 'harbor',
    catalogItemId: catalogItemOf('plain', 'solo'),
    quantity: 1,
    term: { duration: 'P1M', billingCycle: 'monthly' },
  } as const;

  test('is had twice', () => {
    const history = aHistory();
    const solo = { customer: 'harbor', plan: 'solo' } as const;
    const first = history.start(solo);
    history.at('2020-07-15T09:00:00Z');
    history.change(first, { type: 'Cancel' });
    history.start(solo);
    expect(reviewed(history, history.engine.events())).toEqual([]);
    const early = instant('2020-07-15T08:59:59.999Z');
    const beside = history.engine
      .events()
      .map((fact) =>
        fact.type === 'SubscriptionPurchased' && fact.subscription.id !== first
          ? { ...fact, subscription: { ...fact.subscription, orderedAt: early } }
          : fact,
      );
    expect(reviewed(history, beside)).toContain('INV-77');
  });

  test.each([
    ['is not had', 'plain-solo', another.catalogItemId],
    ['is something else', 'plain-solo', catalogItemOf('plain', 'standard')],
    ['can be had again', 'plain-seats', catalogItemOf('plain', 'standard')],
  ])('is refused though it %s', (_, productId, catalogItemId) => {
    const history = aHistory();
    if (productId === 'plain-seats') history.buy({ customer: 'harbor' });
    const error = { code: 'alreadyBought', productId } as const;
    const refusing: Engine = { ...history.engine, execute: () => ({ ok: false, error }) };
    const { violations } = createWitness(refusing).execute({ ...another, catalogItemId });
    expect(violations.map(({ law }) => law)).toEqual(['INV-77']);
  });
});

test('INV-78: who cannot cancel an order is told that seats are no seats', () => {
  const history = aHistory();
  const { orderId } = history.subscription(history.buy());
  const error = { code: 'orderCancelNotAllowed', perUser: false } as const;
  const refusing: Engine = { ...history.engine, execute: () => ({ ok: false, error }) };
  const { violations } = createWitness(refusing).execute({ type: 'CancelOrder', orderId });
  expect(violations.map(({ law }) => law)).toEqual(['INV-78']);
});

test('INV-78: an order is cancelled by its publisher', () => {
  const history = aHistory();
  const { engine } = history;
  const id = history.start({ customer: 'beach', publisher: 'asked' });
  history.change(id, { type: 'SetQuantity', quantity: 12 });
  const opened = engine.events().filter(({ type }) => type === 'OperationOpened');
  const telling: Engine = { ...engine, execute: () => ({ ok: true, value: opened }) };
  const { orderId } = history.subscription(id);
  const { violations } = createWitness(telling).execute({ type: 'CancelOrder', orderId });
  expect(violations.map(({ law }) => law)).toEqual(['INV-78']);
});

describe('INV-80: a change of a setting', () => {
  const change = { type: 'ChangeSetting', name: 'tax.rate', value: 7 } as const;
  const paidByItself = { type: 'ChangeSetting', name: 'payments', value: 'auto' } as const;

  const lawsBroken = (history: History, rest: Partial<Engine>, command: Command = change) =>
    createWitness({ ...history.engine, ...rest })
      .execute(command)
      .violations.map(({ law }) => law);

  test('brings something else', () => {
    const history = aHistory();
    const { engine } = history;
    const { value = [] } = engine.execute(change) as { readonly value?: readonly DomainEvent[] };
    const another = engine.events().find(({ type }) => type === 'OfferPublished');
    const told = another ? [...value, another] : value;
    expect(lawsBroken(history, { execute: () => ({ ok: true, value }) })).toEqual([]);
    expect(lawsBroken(history, { execute: () => ({ ok: true, value: told }) })).toEqual(['INV-80']);
    expect(lawsBroken(history, { execute: () => ({ ok: true, value: [] }) })).toEqual(['INV-80']);
  });

  test('is not in force', () => {
    const history = aHistory();
    const { settings } = history.engine.state;
    const stays = { ...history.engine.state, settings };
    expect(lawsBroken(history, { state: stays })).toEqual(['INV-80']);
  });

  test('holds for nothing before it, whenever a witness comes', () => {
    const history = aHistory();
    history.start();
    history.run(change);
    history.at('2020-08-20T00:00:00Z');
    expect(history.engine.state.ledger.charges.map(({ tax }) => tax)).toEqual([undefined, 1400]);
    expect(createWitness(history.engine).advanceTo(history.engine.now()).violations).toEqual([]);
  });

  test('has what is due paid, where payments come by themselves again', () => {
    const history = aHistory({ settings: { payments: 'manual', 'invoice.netDays': 0 } });
    history.start();
    history.at('2020-08-20T00:00:00Z');
    history.run(paidByItself);
    expect(history.engine.events().map(({ type }) => type)).toContain('InvoicePaid');
  });
});
