import type { SettingOverrides } from '@marketsim/core';
import fc from 'fast-check';

/** Who does not pay by itself: by when it must, and what comes of it if it does not. */
export const slowPayers: fc.Arbitrary<SettingOverrides> = fc.record(
  {
    payments: fc.constant('manual' as const),
    'invoice.netDays': fc.constantFrom(0, 5, 14),
    'suspend.onPastDue': fc.constantFrom('atBoundary' as const, 'immediate' as const),
    'suspend.grace.payment': fc.constantFrom('P30D', 'P10D'),
    'suspend.grace.partner': fc.constantFrom('P90D', 'P20D'),
  },
  { requiredKeys: ['payments', 'invoice.netDays'] },
);

const variants: fc.Arbitrary<SettingOverrides> = fc.record(
  {
    'reinstate.ack': fc.constant('on' as const),
    'trial.duration': fc.constantFrom('P30D' as const, 'P60D' as const),
    'order.completesAt': fc.constant('checkout' as const),
    'op.ackTimeout': fc.constantFrom('PT12H', 'P3D', 'PT1H30M'),
    'mpn.strictState': fc.constant(true),
    'activation.body': fc.constantFrom('validate' as const, 'required' as const),
    'metering.foreignBatch': fc.constant('whole' as const),
    'meter.keyIncludesDimension': fc.constant(false),
    'meter.maxAge': fc.constantFrom('PT1H', 'P7D'),
    'tax.rate': fc.constantFrom(7, 25),
    'rounding.mode': fc.constantFrom('unitHalfUp' as const, 'unitFloor' as const, 'dailyTwice' as const),
    'invoice.day': fc.constantFrom(1, 8, 28),
    'fee.agency': fc.constantFrom(3, 20, 0, 33),
    'invoice.netDays': fc.constantFrom(0, 30, 60),
  },
  { requiredKeys: [] },
);

/** Policies of which most runs have none: each turns a whole run into something else. */
const policies: fc.Arbitrary<SettingOverrides> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constant({ 'qty.decrease': 'atRenewal' }) },
  { weight: 1, arbitrary: fc.constant({ 'op.silence': 'refusal' }) },
  { weight: 1, arbitrary: fc.constant({ 'op.revert': true }) },
  { weight: 1, arbitrary: fc.constant({ 'plan.changeByCsp': false }) },
  { weight: 1, arbitrary: fc.constant({ 'autoRenew.default': false }) },
  {
    weight: 2,
    arbitrary: fc.record({
      'cancel.afterWindow': fc.constantFrom('schedule' as const, 'terminate' as const, 'refuse' as const),
      'cancel.refund': fc.constantFrom('full' as const, 'prorated' as const),
      'cancel.anchor': fc.constantFrom('orderedAt' as const, 'T0' as const, 'termStart' as const),
      'cancel.publisherApprovedRefund': fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      'cancel.beforeActivation': fc.constant('refuse' as const),
      'activation.outcome': fc.constantFrom('ok' as const, 'fail' as const, 'stuck' as const),
      'activation.delay': fc.constantFrom('PT1H', 'P2D'),
    }),
  },
);

/** Settings of a run, with how its payers pay. */
export const settings = (payment: fc.Arbitrary<SettingOverrides>): fc.Arbitrary<SettingOverrides> =>
  fc.tuple(variants, policies, payment).map((all) => Object.assign({}, ...all));

/** Mostly they pay by themselves. */
export const anyPayers = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: slowPayers },
);
