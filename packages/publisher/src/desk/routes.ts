import type { Request, Response } from 'express';
import { behaviourFor, type House } from '../house.ts';
import { sendPage } from '../landing/routes.ts';
import { notFoundPage } from '../pages/notices.ts';
import { problem } from '../problem.ts';
import { notePassed } from '../webhook/passed.ts';
import { listPage } from './list-page.ts';
import { deskSubscriptionPage } from './subscription-page.ts';

/** `GET /{world}/{publisher}/`: the staff desk. */
export async function showDesk(house: House, _req: Request, res: Response): Promise<void> {
  sendPage(res, await listPage(house), house.account.name);
}

const idOf = (req: Request): string => String(req.params['id']);

/** `GET /{world}/{publisher}/desk/{id}`: the staff desk about one subscription. */
export async function showSubscription(house: House, req: Request, res: Response): Promise<void> {
  const page = await deskSubscriptionPage(house, idOf(req));
  sendPage(res, page ?? notFoundPage, house.account.name);
}

/** `GET …/subscriptions/{id}`: the local record with its events; 404 when nothing is known of it. */
export async function readRecord(house: House, req: Request, res: Response): Promise<void> {
  const { records } = house;
  const id = idOf(req);
  await notePassed(house, id);
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
