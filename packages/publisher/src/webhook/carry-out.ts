import type { Behaviour } from '../behaviour.ts';
import { act } from './act.ts';
import { type Arrival, refuse } from './arrival.ts';
import type { Taken } from './claims.ts';
import { confirm } from './confirm.ts';
import { pause } from './pause.ts';
import { isNotice, isRevert, type KnownEvent } from './payload.ts';

/** How this call is answered; one that takes an accepted change back must be accepted (SF 4.3, F21). */
function behaviourOf({ house }: Arrival, event: KnownEvent): Behaviour {
  if (isRevert(event)) return { behaviour: 'accept' };
  return house.behaviours.take(event.subscriptionId, house.account.behaviour);
}

/**
 * Carries an event out as the behaviour says, and resolves when it is dealt with. What is turned down stays so
 * only where the marketplace takes that for a refusal: anything else may come again and is then new (SF 4.4).
 */
export async function carryOut(arrival: Arrival, event: KnownEvent, { settle }: Taken): Promise<void> {
  const { house, note, gone } = arrival;
  const behaviour = behaviourOf(arrival, event);
  const end = async (status: number, reason: string): Promise<void> => {
    const deliberate = behaviour.behaviour === 'refuse' && !isNotice(event.action);
    await pause({ house, event, behaviour }, 'reply');
    settle(status, deliberate ? 'holds' : 'free');
    await refuse(arrival, status, reason);
  };
  if (behaviour.behaviour === 'hang') {
    note('verified', 'no reply');
    await gone();
    return settle(500, 'free');
  }
  if (behaviour.behaviour === 'error') return end(500, 'the publisher is set to fail');
  if (behaviour.behaviour === 'refuse') return end(400, 'the publisher refuses the change');
  const confirmed = await confirm(house, event);
  if (!confirmed.ok) return end(confirmed.status, confirmed.reason);
  const reply = async (status: number): Promise<void> => {
    settle(status, 'holds');
    await arrival.reply(status);
  };
  const tell = note('verified', 'in progress');
  const turn = { house, event, behaviour, standing: confirmed.standing, reply, tell };
  await act(turn, behaviour.behaviour);
}
