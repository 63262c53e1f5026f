import type { Request, Response } from 'express';
import type { House } from '../house.ts';
import { type Payload, payloadSchema } from './payload.ts';

/** One webhook call, with the means to answer it and to write it down. */
export interface Arrival {
  readonly house: House;
  readonly payload: Payload | undefined;
  /** Sends a reply and waits until it has left, or the caller has gone. */
  readonly reply: (status: number, body?: object) => Promise<void>;
  /** Writes the call down; what it returns changes the answer, once more is known. */
  readonly note: (verified: 'verified' | 'unverified', answer: string) => (answer: string) => void;
  /** Resolves when the caller has gone. */
  readonly gone: () => Promise<void>;
}

const maxNoted = 100;

/** Only so much of a caller's text is kept. */
const short = (text: string | undefined): string | undefined => text?.slice(0, maxNoted);

function parsed(body: unknown): Payload | undefined {
  try {
    const read = payloadSchema.safeParse(JSON.parse(typeof body === 'string' ? body : ''));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const replier =
  (res: Response): Arrival['reply'] =>
  (status, body) =>
    new Promise((resolve) => {
      if (res.destroyed) return resolve();
      res.once('finish', resolve).once('close', resolve);
      if (body) res.status(status).json(body);
      else res.status(status).end();
    });

/** The instant that a text of a call stands for, without the digits beyond milliseconds. */
const instantIn = (text = ''): string | undefined => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** Reads a call as it comes. */
export function arrivalOf(house: House, req: Request, res: Response): Arrival {
  const payload = parsed(req.body);
  return {
    house,
    payload,
    reply: replier(res),
    note: (verified, answer) =>
      house.records.receive({
        id: short(payload?.id),
        subscriptionId: short(payload?.subscriptionId),
        action: short(payload?.action),
        status: short(payload?.status),
        verified: verified === 'verified',
        answer,
        receivedAt: new Date(house.environment.now()).toISOString(),
        toldAt: instantIn(payload?.timeStamp),
      }),
    gone: () => new Promise((resolve) => (res.destroyed ? resolve() : res.once('close', resolve))),
  };
}

/** Turns a call down in words, and writes that down. */
export async function refuse(arrival: Arrival, status: number, reason: string): Promise<void> {
  const { house, payload, note, reply } = arrival;
  note(status === 401 ? 'unverified' : 'verified', `${status} ${reason}`);
  const which = JSON.stringify({ id: short(payload?.id), action: short(payload?.action) });
  house.environment.log(`${house.account.key} webhook ${which} refused with ${status}: ${reason}`);
  await reply(status, { error: { code: `webhook.${status}`, message: reason } });
}
