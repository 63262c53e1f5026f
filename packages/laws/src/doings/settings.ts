import type { SettingId, SettingOverrides } from '@marketsim/core';
import fc from 'fast-check';
import type { Stage } from '../suite/stage.ts';
import { doing, type Intent } from './doing.ts';
import type { Turn } from './turns.ts';

/** What settings are changed to in the middle of a run: whatever a subscription has been settled by, it is another value. */
const choices: { readonly [Id in SettingId]?: readonly NonNullable<SettingOverrides[Id]>[] } = {
  'act.pendingExpiry': ['P30D', 'P5D', 'P200D'],
  'autoRenew.default': [true, false],
  'order.completesAt': ['activation', 'checkout'],
  'terms.allowed': [
    ['P1M/monthly', 'P1Y/annual', 'P2Y/oneTime'],
    ['P1M/monthly', 'P1Y/monthly', 'P1Y/annual', 'P3Y/monthly', 'P3Y/oneTime'],
  ],
  'terms.instalments': [true, false],
  'activation.body': ['lenient', 'validate', 'required'],
  'activation.delay': ['PT0S', 'PT1H', 'P2D'],
  'activation.outcome': ['ok', 'ok', 'fail', 'stuck'],
  'trial.duration': ['P1M', 'P30D', 'P60D'],
  'mpn.strictState': [true, false],
  'op.ackTimeout': ['PT10S', 'PT12H', 'P3D'],
  'op.deliveryTimeout': ['PT8H', 'P2D'],
  'op.revert': [true, false],
  'op.silence': ['consent', 'refusal'],
  'plan.changeByCsp': [true, false],
  'qty.decrease': ['immediate', 'windowOnly', 'atRenewal'],
  'reinstate.ack': ['off', 'on'],
  'renew.webhook': [true, false],
  'cancel.afterWindow': ['schedule', 'terminate', 'refuse'],
  'cancel.anchor': ['orderedAt', 'T0', 'termStart'],
  'cancel.beforeActivation': ['accept', 'refuse'],
  'cancel.publisherApprovedRefund': [true, false],
  'cancel.refund': ['full', 'prorated'],
  'cancel.window.annualBilled': ['PT336H', 'PT72H'],
  'cancel.window.monthlyBilled': ['PT24H', 'PT168H', 'PT0S'],
  'cancel.window.upfrontMultiYear': ['PT336H', 'PT72H'],
  'fee.agency': [20, 3, 0],
  'invoice.day': [8, 1, 28],
  'invoice.netDays': [60, 0, 14],
  payments: ['auto', 'manual'],
  'rounding.mode': ['unitHalfUp', 'unitFloor', 'dailyTwice'],
  'suspend.grace.partner': ['P90D', 'P20D'],
  'suspend.grace.payment': ['P30D', 'P10D'],
  'suspend.onPastDue': ['atBoundary', 'immediate'],
  'tax.rate': [0, 7, 25],
  'meter.keyIncludesDimension': [true, false],
  'meter.maxAge': ['PT24H', 'P7D', 'PT1H'],
  'metering.foreignBatch': ['item', 'whole'],
};

type Value = string | number | boolean | readonly string[];
type Change = readonly [name: string, value: Value];

const changes = Object.entries<readonly Value[]>(choices).map(([name, values]) =>
  fc.constantFrom(...values).map((value): Change => [name, value]),
);

/** By another name, by none, or to what it cannot be. */
const odd = fc.constantFrom<Change[]>(
  ['quantityConfirmTimeout', 'PT1H'],
  ['cancellation.annual', 'PT100H'],
  ['cancellation.afterWindow', 'refuse'],
  ['cancel.afterwindow', 'refuse'],
  ['none', true],
  ['payments', 'never'],
  ['tax.rate', 101],
  ['tax.rate', 0.5],
  ['invoice.day', 29],
  ['op.revert', 'true'],
  ['op.ackTimeout', 'P1M'],
  ['op.ackTimeout', 'soon'],
  ['terms.allowed', ['P1M/annual']],
  ['terms.allowed', 'P1M/monthly'],
);

/** Somebody changes a setting after a purchase. */
export const set =
  (name: SettingId, value: Value): Turn =>
  () => ({ command: { type: 'ChangeSetting', name, value } });

/** Somebody changes a setting whatever has been bought. */
export const setting = (name: SettingId, value: Value): Intent => ({
  name: `set ${name}`,
  step: ({ engine }) => ({ at: engine.now(), command: { type: 'ChangeSetting', name, value } }),
});

/** From now on nothing that is bought renews. */
export const noRenewals = setting('autoRenew.default', false);

/** What fails at once does so with whatever comes next: nobody looks at it in between. */
function failsAtOnce([name, value]: Change, { engine: { state } }: Stage): boolean {
  const soon = (id: 'activation.delay' | 'activation.outcome') => (name === id ? value : state.settings[id]);
  return soon('activation.outcome') === 'fail' && soon('activation.delay') === 'PT0S';
}

/** A setting is changed, mostly to what it can be; what has been settled stays settled. */
export const changingSetting = doing({
  name: 'change a setting',
  weight: 4,
  args: fc.oneof({ weight: 9, arbitrary: fc.oneof(...changes) }, { weight: 1, arbitrary: odd }),
  deed: ([name, value], stage) =>
    failsAtOnce([name, value], stage) ? undefined : { command: { type: 'ChangeSetting', name, value } },
});
