import { after } from '../../calendar.ts';
import type { EffectId } from '../cells.ts';
import { becomes, type Effected, refuses, type Situation } from '../effect.ts';
import { isOfSandbox, type Modelled } from '../modelled.ts';
import { isInWindow } from './change.ts';
import { ended } from './ended.ts';

/** The order that is cancelled: the one by which a subscription was bought, or a later one. */
export type Withdrawn = 'purchase' | 'later';

const longest = 60 * 86_400_000;

function effectOn(x: Modelled, situation: Situation): EffectId {
  if (!x.pace) return 'E12';
  if (x.trial) return 'E13';
  return isInWindow(x, situation) ? 'E14' : 'E16';
}

/** A sandbox account takes back what it ordered: it ends at once, whatever steps and policy say (CAN-25, PC 5.4). */
export function withdraw(x: Modelled, order: Withdrawn, situation: Situation): Effected {
  if (!isOfSandbox(x)) return refuses('orderCancelNotAllowed');
  const isLate = situation.now >= after(x.orderedAt, longest);
  if (order === 'later' || isLate || x.ended) return refuses('orderNotCancellable');
  return becomes(effectOn(x, situation), ended(x, 'CA', situation));
}
