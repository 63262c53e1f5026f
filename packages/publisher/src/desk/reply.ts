import type { Request, Response } from 'express';
import type { House } from '../house.ts';
import { sendPage } from '../landing/routes.ts';
import { html } from '../pages/html.ts';
import { note } from '../pages/layout.ts';
import { problem } from '../problem.ts';

/** Whether a form of the desk was sent, and not a program's JSON. */
export const isForm = (req: Request): boolean => Boolean(req.is('application/x-www-form-urlencoded'));

/** The desk's page about one subscription. */
export const deskOf = ({ account }: House, subscriptionId: string): string =>
  `/${account.key}/desk/${encodeURIComponent(subscriptionId)}`;

/** Where a form goes back to: the page of its subscription when it came from there, else the list. */
export const backOf = (house: House, req: Request, subscriptionId: string | undefined): string =>
  req.query['back'] === 'subscription' && subscriptionId !== undefined
    ? deskOf(house, subscriptionId)
    : `/${house.account.key}/`;

/** A refusal: a page for a form, JSON for a program. */
export function refuseDesk(
  { house, req, res }: { readonly house: House; readonly req: Request; readonly res: Response },
  status: number,
  message: string,
): void {
  if (!isForm(req)) {
    problem(res, status, message);
    return;
  }
  const back = `/${house.account.key}/`;
  const body = html`${note('bad', message)}<p><a href="${back}">Back to the staff desk</a></p>`;
  sendPage(res, { status, title: 'Nothing was changed', body }, house.account.name);
}
