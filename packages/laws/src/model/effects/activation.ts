import type { ConfirmActivation, ErrorCode, Settings } from '@marketsim/core';
import { after, dateOf, lengthOf } from '../../calendar.ts';
import { isFlat, planNamed } from '../../world/plans.ts';
import { publishers } from '../../world/publishers.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import { isOfSandbox, type Modelled } from '../modelled.ts';
import { paidPace, trialPace } from '../pace.ts';
import { ended } from './ended.ts';

const windowSetting = {
  monthly: 'cancel.window.monthlyBilled',
  none: 'cancel.window.monthlyBilled',
  annual: 'cancel.window.annualBilled',
  oneTime: 'cancel.window.upfrontMultiYear',
} as const;

/** The cancellation window from an event that may anchor it (CAN-02, CAN-03). */
export function windowFrom(
  events: readonly Settings['cancel.anchor'][],
  { term }: Pick<Modelled, 'term'>,
  { now, settings }: Pick<Situation, 'now' | 'settings'>,
): Pick<Modelled, 'windowEndsAt'> {
  if (!events.includes(settings['cancel.anchor'])) return {};
  return { windowEndsAt: after(now, lengthOf(settings[windowSetting[term.billingCycle]])) };
}

/** E06: both events have happened, the first term begins. */
function begin(x: Modelled, situation: Situation): Effected {
  const anchor = dateOf(situation.now);
  const pace = x.startsWithTrial
    ? trialPace(anchor, situation.settings['trial.duration'])
    : paidPace(x.term, anchor);
  const both = { assigned: true, confirmed: true, startedAt: situation.now } as const;
  const window = windowFrom(['T0', 'termStart'], x, situation);
  const { putOff: _, ...rest } = x;
  return becomes('E06', { ...rest, ...both, ...window, pace, trial: x.startsWithTrial });
}

/** E06 at once, or noted for later; to ask again does nothing but for what is stuck (SF 2.7). */
function start(x: Modelled, situation: Situation): Effected {
  const { 'activation.outcome': outcome, 'activation.delay': delay } = situation.settings;
  const isStuck = outcome === 'stuck';
  if (x.putOff && (x.putOff.at !== undefined || isStuck)) return becomes('E06', x);
  const at = after(situation.now, lengthOf(delay));
  if (outcome === 'ok' && at === situation.now) return begin(x, situation);
  return becomes('E06', { ...x, putOff: { fails: outcome === 'fail', ...(!isStuck && { at }) } });
}

/** What an activation that was put off comes to at its instant. */
export const comeAbout = (x: Modelled, situation: Situation): Effected =>
  x.putOff?.fails ? becomes('E12', ended(x, 'CA', situation)) : begin(x, situation);

const isSetupOpen = ({ steps }: Modelled): boolean =>
  steps.some(({ done, before, owner }) => !done && before === 'activation' && owner !== 'publisher');

export const assignLicenses: Effect<'AssignLicenses'> = (x, { count }, situation) => {
  if (!x.assigned && isSetupOpen(x)) return refuses('stepsOpen');
  if (count !== x.quantity) return refuses('quantityMismatch');
  return x.confirmed ? start(x, situation) : becomes('E04', { ...x, assigned: true });
};

/** What the body of an activation must say, and what it must not (ACT-11). */
function bodyFault(x: Modelled, change: ConfirmActivation, { settings }: Situation): ErrorCode | undefined {
  const body = settings['activation.body'];
  if (body === 'lenient') return undefined;
  const { planId, quantity } = change;
  const hasSeats = !isFlat(x.plan);
  if (body === 'required' && (planId === undefined || (hasSeats && quantity === undefined)))
    return 'activationDetailsMissing';
  if (planId !== undefined && planId !== planNamed(x.plan).planId) return 'planMismatch';
  return hasSeats && quantity !== undefined && quantity !== x.quantity ? 'quantityMismatch' : undefined;
}

export const confirmActivation: Effect<'ConfirmActivation'> = (x, change, situation) => {
  const reports = publishers[x.publisher].reportsLicenseAssignment;
  if (!reports && isSetupOpen(x)) return refuses('stepsOpen');
  const fault = bodyFault(x, change, situation);
  if (fault) return refuses(fault);
  return x.assigned || !reports ? start(x, situation) : becomes('E05', { ...x, confirmed: true });
};

/** Only what a sandbox account bought, with neither publisher nor steps (ACT-16). */
export const activateInSandbox: Effect<'SandboxActivate'> = (x, _, situation) =>
  isOfSandbox(x) ? begin(x, situation) : refuses('notSandbox');
