import { dateOf } from '../../calendar.ts';
import type { EffectId } from '../cells.ts';
import { becomes, type Effect, refuses, type Situation } from '../effect.ts';
import { type Modelled, type Pace, stateOfModelled } from '../modelled.ts';
import { isGated, isInWindow } from './change.ts';
import { answered } from './question.ts';

/** What is over: nothing waits, nothing renews. */
export function ended(x: Modelled, as: 'CA' | 'EX', { now }: Situation): Modelled {
  const { causes: _, skipped: __, cancelledFor: ___, ...rest } = answered(x);
  return { ...rest, ended: as, endedAt: now, autoRenew: false };
}

/** Whether later charges of the running term are still to come (CAN-07). */
const isOwing = ({ pace, skipped }: Modelled, date: string): boolean =>
  pace !== undefined && skipped === undefined
    ? pace.periodEnd < pace.termEnd && date < pace.termEnd
    : pace !== undefined && skipped === 'period' && date < pace.termEnd;

/** What did not renew anyway ends as it would have without the cancellation. */
const scheduled = (x: Modelled, { termEnd }: Pace): Modelled =>
  x.autoRenew ? { ...x, autoRenew: false, cancelledFor: termEnd } : x;

/** E12 to E16: by phase, window and policy (RB 9.1). */
export const cancel: Effect<'Cancel'> = (x, { source }, situation) => {
  const ends = (by: EffectId) => becomes(by, ended(x, 'CA', situation));
  if (!x.pace) return ends('E12');
  if (isGated(x, 'cancel') && source !== 'Partner') return refuses('stepsOpen');
  if (x.trial) return ends('E13');
  if (isInWindow(x, situation)) return ends('E14');
  const { settings, now } = situation;
  const policy = settings['cancel.afterWindow'];
  if (policy === 'refuse') return refuses('windowPassed');
  if (policy === 'terminate' || source === 'Partner')
    return isOwing(x, dateOf(now)) ? refuses('windowPassed') : ends('E16');
  const lapsed = stateOfModelled(x) === 'SU' && x.skipped === 'term';
  return lapsed ? becomes('E26', ended(x, 'EX', situation)) : becomes('E15', scheduled(x, x.pace));
};
