import { after, lengthOf } from '../../calendar.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import type { Modelled, OpenQuestion } from '../modelled.ts';
import { applyChange } from './change.ts';
import { answered } from './question.ts';
import { reinstate } from './suspension.ts';

/** E10, E18: what was asked for is made. */
const agree = (x: Modelled, open: OpenQuestion, situation: Situation): Effected =>
  open.action === 'Reinstate' ? reinstate(x, situation) : applyChange(x, open, situation);

/** E11: it is not, and nothing else changes. */
const decline = (x: Modelled): Effected => becomes('E11', answered(x));

/** The publisher's answer; whether it can refuse a reinstatement is a setting (SUS-08). */
export const acknowledge: Effect<'AcknowledgeOperation'> = (x, { result }, situation) => {
  const { open } = x;
  if (!open) return refuses('operationClosed');
  if (open.own) return refuses('operationOwn');
  const canRefuse = open.action !== 'Reinstate' || situation.settings['reinstate.ack'] === 'on';
  return result === 'Success' || !canRefuse ? agree(x, open, situation) : decline(x);
};

/** The end of waiting: silence after a question that was heard is consent, and so is any for a publisher's own (QTY-08). */
export const passDeadline = (x: Modelled, open: OpenQuestion, situation: Situation): Effected =>
  open.heard || open.own ? agree(x, open, situation) : decline(x);

/** How the sending of the open question ended (SF 4.4). */
export function hear(
  x: Modelled,
  result: 'accepted' | 'refused' | 'exhausted' | 'cancelled',
  situation: Situation,
): Effected {
  const { open } = x;
  if (!open) return becomes('E11', x);
  if (open.own) return agree(x, open, situation);
  const heard = result === 'accepted' || (result === 'refused' && open.action === 'Reinstate');
  if (!heard) return decline(x);
  const deadline = after(situation.now, lengthOf(situation.settings['op.ackTimeout']));
  return becomes('E09', { ...x, open: { ...open, heard, deadline } });
}
