import type { CommandOf, ErrorCode, SettingId } from '@marketsim/core';

type Value = CommandOf<'ChangeSetting'>['value'];
type Fits = (value: Value) => boolean;

/** What a setting governs: a change of it changes nothing that is settled (RB 1.2). */
type Governed = 'purchases' | 'activation' | 'changes' | 'cancelling' | 'money' | 'use';

interface Known {
  readonly governs: Governed;
  readonly fits: Fits;
}

const duration: Fits = (value) =>
  typeof value === 'string' && /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(value);
const flag: Fits = (value) => value === true || value === false;
const whole =
  (least: number, most: number): Fits =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const oneOf =
  (...values: readonly string[]): Fits =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const pairs = /^P(1M\/monthly|1Y\/(monthly|annual)|[23]Y\/(monthly|oneTime))$/;
const termPairs: Fits = (value) => Array.isArray(value) && value.every((pair) => pairs.test(pair));

const governing = <const Id extends SettingId>(
  governs: Governed,
  fits: Readonly<Record<Id, Fits>>,
): Readonly<Record<Id, Known>> =>
  Object.fromEntries(
    Object.entries<Fits>(fits).map(([id, fit]) => [id, { governs, fits: fit }]),
  ) as unknown as Readonly<Record<Id, Known>>;

/** The settings whose change is foretold. */
const known: Readonly<Partial<Record<string, Known>>> = {
  ...governing('purchases', {
    'act.pendingExpiry': duration,
    'autoRenew.default': flag,
    'order.completesAt': oneOf('activation', 'checkout'),
    'terms.allowed': termPairs,
    'terms.instalments': flag,
  }),
  ...governing('activation', {
    'activation.body': oneOf('lenient', 'validate', 'required'),
    'activation.delay': duration,
    'activation.outcome': oneOf('ok', 'fail', 'stuck'),
    'trial.duration': oneOf('P1M', 'P30D', 'P60D'),
  }),
  ...governing('changes', {
    'mpn.strictState': flag,
    'op.ackTimeout': duration,
    'op.deliveryTimeout': duration,
    'op.revert': flag,
    'op.silence': oneOf('consent', 'refusal'),
    'plan.changeByCsp': flag,
    'qty.decrease': oneOf('immediate', 'windowOnly', 'atRenewal'),
    'reinstate.ack': oneOf('off', 'on'),
    'renew.webhook': flag,
  }),
  ...governing('cancelling', {
    'cancel.afterWindow': oneOf('schedule', 'terminate', 'refuse'),
    'cancel.anchor': oneOf('orderedAt', 'T0', 'termStart'),
    'cancel.beforeActivation': oneOf('accept', 'refuse'),
    'cancel.publisherApprovedRefund': flag,
    'cancel.refund': oneOf('full', 'prorated'),
    'cancel.window.annualBilled': duration,
    'cancel.window.monthlyBilled': duration,
    'cancel.window.upfrontMultiYear': duration,
  }),
  ...governing('money', {
    'fee.agency': whole(0, 100),
    'invoice.day': whole(1, 28),
    'invoice.netDays': whole(0, 365),
    payments: oneOf('auto', 'manual'),
    'rounding.mode': oneOf('unitHalfUp', 'unitFloor', 'dailyTwice'),
    'suspend.grace.partner': duration,
    'suspend.grace.payment': duration,
    'suspend.onPastDue': oneOf('atBoundary', 'immediate'),
    'tax.rate': whole(0, 100),
  }),
  ...governing('use', {
    'meter.keyIncludesDimension': flag,
    'meter.maxAge': duration,
    'metering.foreignBatch': oneOf('item', 'whole'),
  }),
};

/** Other names of some of them. */
const aliases: Readonly<Partial<Record<string, SettingId>>> = {
  'cancellation.annual': 'cancel.window.annualBilled',
  'cancellation.afterWindow': 'cancel.afterWindow',
  quantityConfirmTimeout: 'op.ackTimeout',
};

/** A setting that gets another value, or why it does not. */
export type SettingChange =
  | { readonly id: SettingId; readonly value: Value; readonly governs: Governed }
  | { readonly refused: ErrorCode };

/** What a change of a setting comes to, by its name and its value. */
export function settingChange({ name, value }: CommandOf<'ChangeSetting'>): SettingChange {
  const id = aliases[name] ?? name;
  const setting = known[id];
  if (!setting) return { refused: 'settingUnknown' };
  const { governs, fits } = setting;
  return fits(value) ? { id: id as SettingId, value, governs } : { refused: 'settingInvalid' };
}
