import type { Request, Response } from 'express';
import type { House } from '../house.ts';
import { type Arrival, arrivalOf, refuse } from './arrival.ts';
import { carryOut } from './carry-out.ts';
import type { Taken } from './claims.ts';
import { signalIdle } from './idle.ts';
import { type KnownEvent, knownEvent } from './payload.ts';

const unclaimed: Taken = { settle: () => {}, finish: () => {} };

async function handleKnown(arrival: Arrival, event: KnownEvent): Promise<void> {
  const { house, note, reply } = arrival;
  const { id } = event;
  const earlier = id === undefined ? undefined : house.claims.earlier(id);
  if (earlier) {
    const status = await earlier.status;
    note('verified', `${status} again: this operation came before`);
    await reply(status);
    return earlier.dealtWith;
  }
  const taken = id === undefined ? unclaimed : house.claims.take(id);
  try {
    await carryOut(arrival, event, taken);
  } finally {
    taken.settle(500, 'free');
    taken.finish();
  }
}

async function ignore({ house, note, reply }: Arrival): Promise<void> {
  note('verified', '200, ignored: the action is not known');
  house.environment.log(`${house.account.key} webhook with an unknown action ignored`);
  await reply(200);
}

/** `POST /{world}/{publisher}/webhook`: who calls, what it says, whether it came before, whether it is true, then the behaviour. */
export async function receiveWebhook(house: House, req: Request, res: Response): Promise<void> {
  const arrival = arrivalOf(house, req, res);
  const verified = await house.verify(req.get('authorization'));
  if (!verified.ok) return refuse(arrival, verified.status, verified.reason);
  const { payload } = arrival;
  if (!payload) return refuse(arrival, 400, 'the body is no JSON object');
  const event = knownEvent(payload);
  try {
    await (event ? handleKnown(arrival, event) : ignore(arrival));
  } finally {
    if (isTaken(res)) signalIdle(house, payload.id);
  }
}

/** A call that was not answered with 2xx comes again: its operation is not dealt with. */
const isTaken = ({ headersSent, statusCode }: Response): boolean =>
  headersSent && statusCode >= 200 && statusCode < 300;
