import { emptyCompany } from '../landing/company.ts';
import { boughtLicences, type LandingView } from '../landing/view.ts';
import { seatsOf } from '../seats/seats.ts';
import { companyForm } from './company-form.ts';
import type { Feedback } from './feedback.ts';
import { html, type Markup } from './html.ts';
import { note } from './layout.ts';
import { licenceDesk } from './licence-desk.ts';
import { seatsList, seatsTitle } from './seats.ts';

/** Where a form goes, and what it takes along. */
export interface FormTarget {
  readonly action: string;
  readonly hidden: Markup;
}

/** The target of a landing form. */
export const formTo = ({ house, session }: LandingView, name: string): FormTarget => ({
  action: `/${house.account.key}/landing/${name}`,
  hidden: html`<input type="hidden" name="session" value="${session}">`,
});

/** The licence desk of a landing page. */
export function deskPart(view: LandingView, { licences, seat }: Feedback): Markup {
  const { house, subscription, record } = view;
  const bought = boughtLicences(subscription);
  const { action: give, hidden } = formTo(view, 'seat');
  const take = (): string => formTo(view, 'seat-back').action;
  const list = seatsList(seatsOf(house, subscription), { give, take, hidden }, seat);
  const seats = list && html`<h3 id="seats-title">${seatsTitle}</h3>${list}`;
  return licenceDesk(formTo(view, 'licences'), { bought, assigned: record.licences, seats, ...licences });
}

/** The company form with what was typed and what is wrong with it. */
export const companyPart = (view: LandingView, { company }: Feedback): Markup =>
  companyForm(
    formTo(view, 'company'),
    company?.input ?? view.record.company ?? emptyCompany,
    company?.errors ?? {},
  );

/** What the last form came to. */
export const said = ({ message }: Feedback): Markup | undefined =>
  message ? note(message.kind, message.text) : undefined;

/** 400 when a form was filled in badly. */
export const statusFor = (feedback: Feedback): number =>
  feedback.company || feedback.licences || feedback.seat ? 400 : 200;

/** What there is to do, and beside it what was bought. */
export const columns = (work: Markup, aside: Markup): Markup =>
  html`<div class="columns"><div>${work}</div><div>${aside}</div></div>`;
