import { after, lengthOf } from '../../calendar.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import type { Modelled, OpenQuestion } from '../modelled.ts';
import { applyChange } from './change.ts';
import { answered, ask } from './question.ts';
import { reinstate } from './suspension.ts';

/** Whether a question asks for what is so already: it takes back what could not be made (SF 4.3). */
const isRevert = (x: Modelled, { quantity, plan }: OpenQuestion): boolean =>
  quantity === x.quantity && plan === x.plan;

/** What could not be made is asked for the other way round (SF 4.3). */
const revert = (x: Modelled, { action }: OpenQuestion, situation: Situation): Effected =>
  ask(
    answered(x),
    { action, quantity: x.quantity, plan: x.plan, own: false },
    { situation, opens: 'E11', apply: decline },
  );

/** E10, E18: what was asked for is made, unless the marketplace fails. */
function agree(x: Modelled, open: OpenQuestion, situation: Situation): Effected {
  if (open.action === 'Reinstate') return reinstate(x, situation);
  if (isRevert(x, open)) return becomes('E10', answered(x));
  const fails = situation.settings['op.revert'] && !open.own;
  return fails ? revert(x, open, situation) : applyChange(x, open, situation);
}

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

/** The end of waiting: silence after a question that was heard is what the world has it for, and consent for a publisher's own (QTY-08). */
export function passDeadline(x: Modelled, open: OpenQuestion, situation: Situation): Effected {
  const isConsent = open.action === 'Reinstate' || situation.settings['op.silence'] === 'consent';
  return (open.heard && isConsent) || open.own ? agree(x, open, situation) : decline(x);
}

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
