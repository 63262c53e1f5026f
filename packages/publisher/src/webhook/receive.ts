import type { Request, Response } from 'express';
import type { Behaviour } from '../behaviour.ts';
import { behaviourFor, type House } from '../house.ts';
import { act } from './act.ts';
import { confirm } from './confirm.ts';
import { signalIdle } from './idle.ts';
import {
  awaitsAnswer,
  isRevert,
  type KnownEvent,
  knownEvent,
  type Payload,
  payloadSchema,
} from './payload.ts';

/** One webhook call, with the means to answer it and to write it down. */
interface Arrival {
  readonly house: House;
  readonly res: Response;
  readonly payload: Payload | undefined;
  readonly reply: (status: number, body?: object) => Promise<void>;
  readonly note: (verified: 'verified' | 'unverified', answer: string) => (answer: string) => void;
}

function parsed(body: unknown): Payload | undefined {
  try {
    const read = payloadSchema.safeParse(JSON.parse(typeof body === 'string' ? body : ''));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Sends a reply and waits until it has left, or the caller has gone. */
function replier(res: Response): Arrival['reply'] {
  return (status, body) =>
    new Promise((resolve) => {
      if (res.destroyed) return resolve();
      res.once('finish', resolve).once('close', resolve);
      if (body) res.status(status).json(body);
      else res.status(status).end();
    });
}

function arrivalOf(house: House, req: Request, res: Response): Arrival {
  const payload = parsed(req.body);
  return {
    house,
    res,
    payload,
    reply: replier(res),
    note: (verified, answer) => {
      const { id, subscriptionId, action, status } = payload ?? {};
      const receivedAt = new Date(house.environment.now()).toISOString();
      const isVerified = verified === 'verified';
      return house.records.receive({
        id,
        subscriptionId,
        action,
        status,
        verified: isVerified,
        answer,
        receivedAt,
      });
    },
  };
}

async function refuse(arrival: Arrival, status: number, reason: string): Promise<void> {
  const { house, payload, note, reply } = arrival;
  note(status === 401 ? 'unverified' : 'verified', `${status} ${reason}`);
  const which = JSON.stringify({ id: payload?.id, action: payload?.action });
  house.environment.log(`${house.account.key} webhook ${which} refused with ${status}: ${reason}`);
  await reply(status, { error: { code: `webhook.${status}`, message: reason } });
}

const gone = (res: Response): Promise<unknown> =>
  new Promise((resolve) => (res.destroyed ? resolve(undefined) : res.once('close', resolve)));

/** Carries a claimed event out; the number is the status that was answered. */
async function carryOut(
  arrival: Arrival,
  event: KnownEvent,
  settle: (status: number) => void,
): Promise<void> {
  const { house, res, note } = arrival;
  const set = behaviourFor(house, event.subscriptionId);
  const behaviour: Behaviour = isRevert(event) ? { behaviour: 'accept' } : set;
  const end = async (status: number, reason: string): Promise<void> => {
    settle(status);
    await refuse(arrival, status, reason);
  };
  if (behaviour.behaviour === 'hang') {
    note('verified', 'no reply');
    await gone(res);
    return settle(500);
  }
  if (behaviour.behaviour === 'error') return end(500, 'the publisher is set to fail');
  if (behaviour.behaviour === 'refuse') return end(400, 'the publisher refuses the change');
  const confirmed = await confirm(house, event);
  if (!confirmed.ok) return end(confirmed.status, confirmed.reason);
  const awaited = awaitsAnswer(event) && confirmed.open;
  const reply = async (status: number): Promise<void> => {
    settle(status);
    await arrival.reply(status);
  };
  const turn = { house, event, behaviour, awaited, reply };
  const amend = note('verified', 'in progress');
  amend(await act(turn, behaviour.behaviour));
}

async function handleKnown(arrival: Arrival, event: KnownEvent): Promise<void> {
  const { house, note, reply } = arrival;
  const key = event.id?.toLowerCase();
  const earlier = key === undefined ? undefined : house.claims.earlier(key);
  if (earlier) {
    const status = await earlier;
    note('verified', `${status} again: this operation came before`);
    return reply(status);
  }
  const settle = key === undefined ? () => {} : house.claims.take(key);
  try {
    await carryOut(arrival, event, settle);
  } finally {
    settle(500);
  }
}

/** `POST /{world}/{publisher}/webhook`: who calls, what it says, whether it came before, whether it is true, then the behaviour. */
export async function receiveWebhook(house: House, req: Request, res: Response): Promise<void> {
  const arrival = arrivalOf(house, req, res);
  const verified = await house.verify(req.get('authorization'));
  if (!verified.ok) return refuse(arrival, verified.status, verified.reason);
  const { payload } = arrival;
  if (!payload) return refuse(arrival, 400, 'the body is no JSON object');
  const event = knownEvent(payload);
  if (event) {
    await handleKnown(arrival, event);
  } else {
    arrival.note('verified', '200, ignored: the action is not known');
    house.environment.log(`${house.account.key} webhook with an unknown action ignored`);
    await arrival.reply(200);
  }
  signalIdle(house);
}
