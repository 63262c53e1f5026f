import type { Command, Instant } from '@marketsim/core';
import fc from 'fast-check';
import { target, targetOn } from './change.ts';
import { doing } from './doing.ts';

const contacts = ['4847383', '5900017'].map((supportMpnId) => ({
  ...{ supportMpnId, supportTenantId: `tenant of ${supportMpnId}` },
  name: 'Desk',
}));

const monthly = { duration: 'P1M', billingCycle: 'monthly' } as const;
const wish = { catalogItemId: 'plain-seats:0001:AVAIL1', quantity: 1, term: monthly };

const reportOf = (subscriptionId: string, length: number, usedAt: Instant): Command => {
  const use = { subscriptionId, dimensionId: 'unknown', quantity: 1, usedAt };
  return { type: 'ReportUsage', publisherId: 'plain', events: Array.from({ length }, () => use) };
};

/** What somebody asks for that nobody has, or too much of it, or that concerns no money. */
const errands = {
  'a customer that is not there': () => ({ type: 'PurchaseDirect', customerId: 'nobody', ...wish }),
  'a plan that is not there': () => ({
    ...{ type: 'PurchaseDirect', customerId: 'harbor', ...wish },
    catalogItemId: 'nothing:0001:AVAIL1',
  }),
  'a subscription that is not there': () => ({
    ...{ type: 'ChangeSubscription', subscriptionId: 'nothing' },
    changes: [{ type: 'Suspend' }],
  }),
  'a cart that is not there': () => ({ type: 'CheckOutCart', customerId: 'lakeshore', cartId: 'nothing' }),
  'no use': (id: string, now: Instant) => reportOf(id, 0, now),
  'too much use': (id: string, now: Instant) => reportOf(id, 26, now),
  'support of nothing': () => ({
    ...{ type: 'SetSupportContact', subscriptionId: 'nothing' },
    supportContact: contacts[0] as (typeof contacts)[number],
  }),
} as const satisfies Readonly<Record<string, (id: string, now: Instant) => Command>>;

const names = Object.keys(errands) as readonly (keyof typeof errands)[];

/** Somebody asks for what nobody has. */
export const asking = doing({
  name: 'ask for what nobody has',
  weight: 1,
  args: fc.constantFrom(...names),
  deed: (name, { ids, engine }) => ({ command: errands[name](ids[0] ?? 'nothing', engine.now()) }),
});

/** A customer gets another support contact, or the same again (PC 6.7). */
export const supporting = doing({
  name: 'set the support contact',
  weight: 1,
  args: fc.record({ of: target, supportContact: fc.constantFrom(...contacts) }),
  deed: ({ of, supportContact }, stage) => {
    const found = targetOn(stage, of);
    return found && { command: { type: 'SetSupportContact', subscriptionId: found[1].id, supportContact } };
  },
});
