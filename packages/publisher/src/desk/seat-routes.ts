import type { Request, Response } from 'express';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';
import { assignSeat, removeSeat, seatsOf, userSchema } from '../seats/seats.ts';
import { wordsOf } from '../shape-words.ts';
import { backOf, isForm, refuseDesk } from './reply.ts';

const idOf = (req: Request): string => String(req.params['id']);

interface Call {
  readonly house: House;
  readonly req: Request;
  readonly res: Response;
}

/** The marketplace's refusal is passed on; when it gave no usable answer, that is 502. */
const statusOf = ({ status }: { readonly status: number }): number =>
  status >= 400 && status < 500 ? status : 502;

async function show({ house, req, res }: Call): Promise<void> {
  if (isForm(req)) return res.redirect(303, `${backOf(house, req, idOf(req))}#seats-title`);
  const read = await house.marketplace.get(idOf(req));
  if (!read.ok) return refuseDesk({ house, req, res }, statusOf(read), read.message);
  res.json(seatsOf(house, read.value));
}

async function finish(call: Call, outcome: Outcome<undefined>): Promise<void> {
  if (outcome.ok) await show(call);
  else refuseDesk(call, statusOf(outcome), outcome.message);
}

/** `GET …/subscriptions/{id}/seats`: how many were bought, and who has one. */
export const readSeats = (house: House, req: Request, res: Response): Promise<void> =>
  show({ house, req, res });

/** `PUT …/subscriptions/{id}/seats/{user}`, or `POST …/seats` with the user: gives a seat; 409 when none is free. */
export async function giveSeat(house: House, req: Request, res: Response): Promise<void> {
  const call = { house, req, res };
  const user = userSchema.safeParse(req.params['user'] ?? Object(req.body).user);
  if (!user.success) return refuseDesk(call, 400, wordsOf(user.error));
  const read = await house.marketplace.get(idOf(req));
  if (!read.ok) return refuseDesk(call, statusOf(read), read.message);
  await finish(call, await assignSeat(house, read.value, user.data));
}

/** `DELETE …/subscriptions/{id}/seats/{user}`, or `POST …/seats/{user}/remove`: takes the seat back; 404 when there is none. */
export const takeSeat = (house: House, req: Request, res: Response): Promise<void> =>
  finish({ house, req, res }, removeSeat(house, idOf(req), String(req.params['user'])));
