import type { Behaviour } from '../behaviour.ts';
import type { House } from '../house.ts';
import { seatsMissing } from '../seats/seats.ts';
import { act } from './act.ts';
import { type Arrival, refuse } from './arrival.ts';
import type { Taken } from './claims.ts';
import { confirm } from './confirm.ts';
import { pause } from './pause.ts';
import { isNotice, isRevert, type KnownEvent } from './payload.ts';
import type { Turn } from './turn.ts';

/** How this call is answered; one that takes an accepted change back must be accepted (SF 4.3, F21). */
function behaviourOf({ house }: Arrival, event: KnownEvent): Behaviour {
  if (isRevert(event)) return { behaviour: 'accept' };
  return house.behaviours.take(event.subscriptionId, house.account.behaviour);
}

type Conclude = (status: number, reason: string, then: 'holds' | 'free') => Promise<void>;

/** Whoever accepts looks first whether everybody keeps their seat; whoever is told to misbehave does not look. */
const looksAtSeats: readonly string[] = ['accept', 'slow'];

/** Why a change that awaits an answer would leave users without a seat. */
function missingSeats(
  house: House,
  event: KnownEvent,
  turn: Pick<Turn, 'standing' | 'behaviour'>,
): string | undefined {
  const { standing, behaviour } = turn;
  const isLookedAt = standing === 'awaited' && looksAtSeats.includes(behaviour.behaviour) && !isRevert(event);
  return isLookedAt ? seatsMissing(house, event) : undefined;
}

/**
 * Carries an event out as the behaviour says, and resolves when it is dealt with. What is turned down stays so
 * only where the marketplace takes that for a refusal: anything else may come again and is then new (SF 4.4).
 */
export async function carryOut(arrival: Arrival, event: KnownEvent, { settle }: Taken): Promise<void> {
  const { house, note, gone } = arrival;
  const behaviour = behaviourOf(arrival, event);
  const conclude: Conclude = async (status, reason, then) => {
    await pause({ house, event, behaviour }, 'reply');
    settle(status, then);
    await refuse(arrival, status, reason);
  };
  if (behaviour.behaviour === 'hang') {
    note('verified', 'no reply');
    await gone();
    return settle(500, 'free');
  }
  if (behaviour.behaviour === 'error') return conclude(500, 'the publisher is set to fail', 'free');
  if (behaviour.behaviour === 'refuse') {
    return conclude(400, 'the publisher refuses the change', isNotice(event.action) ? 'free' : 'holds');
  }
  const confirmed = await confirm(house, event);
  if (!confirmed.ok) return conclude(confirmed.status, confirmed.reason, 'free');
  const { standing } = confirmed;
  const missing = missingSeats(house, event, { standing, behaviour });
  // A 4xx of the webhook itself is the refusal that always counts (SF 4.4, F34).
  if (missing !== undefined && house.account.tooFewSeats === 'refuse') return conclude(400, missing, 'holds');
  const reply = async (status: number): Promise<void> => {
    settle(status, 'holds');
    await arrival.reply(status);
  };
  const turn = { house, event, behaviour, standing, reply, tell: note('verified', 'in progress') };
  await act(turn, missing === undefined ? behaviour.behaviour : 'byHand');
}
