import { dateOf } from '../../calendar.ts';
import type { EffectId } from '../cells.ts';
import { becomes, type Effect, refuses } from '../effect.ts';
import { type Modelled, type Pace, stateOfModelled } from '../modelled.ts';
import { isGated, isInWindow } from './change.ts';
import { ended } from './ended.ts';

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
  if (!x.pace) {
    const isHeld = situation.settings['cancel.beforeActivation'] === 'refuse' && source !== 'Partner';
    return isHeld ? refuses('notWhilePending') : ends('E12');
  }
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
