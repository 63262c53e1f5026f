import type { Request, Response } from 'express';
import { z } from 'zod';
import { behaviourSchema } from '../behaviour.ts';
import { accountWide, behaviourFor, type House } from '../house.ts';
import { sendPage } from '../landing/routes.ts';
import { problem } from '../problem.ts';
import { deskPage } from './page.ts';

/** `GET /{world}/{publisher}/`: the staff desk. */
export async function showDesk(house: House, _req: Request, res: Response): Promise<void> {
  sendPage(res, await deskPage(house), house.account.name);
}

const subscriptionOf = (req: Request): string => String(req.params['id'] ?? accountWide).toLowerCase();

/** `PUT …/behaviour`, `PUT …/subscriptions/{id}/behaviour`: how webhooks are answered from now on. */
export function putBehaviour(house: House, req: Request, res: Response): void {
  const read = behaviourSchema.safeParse(req.body);
  if (!read.success) {
    problem(res, 400, z.prettifyError(read.error));
    return;
  }
  house.behaviours.set(subscriptionOf(req), read.data);
  res.json(read.data);
}

/** The same from the desk's form; goes back to the desk. */
export function postBehaviour(house: House, req: Request, res: Response): void {
  const read = behaviourSchema.safeParse(req.body);
  if (!read.success) {
    problem(res, 400, z.prettifyError(read.error));
    return;
  }
  house.behaviours.set(subscriptionOf(req), read.data);
  res.redirect(303, `/${house.account.key}/`);
}

/** `GET …/subscriptions/{id}`: the local record with its events; 404 when nothing is known of it. */
export function readRecord(house: House, req: Request, res: Response): void {
  const { records } = house;
  const id = subscriptionOf(req);
  const events = records.events(id);
  if (!records.known(id) && events.length === 0) {
    problem(res, 404, 'nothing is known of it');
    return;
  }
  res.json({ ...records.of(id), behaviour: behaviourFor(house, id), events });
}

/** `GET …/events`: all webhook calls, oldest first. */
export function readEvents(house: House, _req: Request, res: Response): void {
  res.json({ events: house.records.events() });
}

const answerBody = z.strictObject({ status: z.enum(['Success', 'Failure']).default('Success') });

/** `POST …/operations/{id}/answer`: gives the answer that is owed; 404 when none is. */
export async function answerOperation(house: House, req: Request, res: Response): Promise<void> {
  const read = answerBody.safeParse(req.body ?? {});
  if (!read.success) {
    problem(res, 400, z.prettifyError(read.error));
    return;
  }
  const operationId = String(req.params['id']);
  const answer = house.openAnswers.take(operationId);
  if (!answer) {
    problem(res, 404, 'no answer is owed to this operation');
    return;
  }
  res.json({ operationId, answer: await answer(read.data.status) });
}
