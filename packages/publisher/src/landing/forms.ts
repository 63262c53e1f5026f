import { z } from 'zod';
import type { Feedback } from '../pages/feedback.ts';
import { completeStep } from '../steps/steps.ts';
import { companyErrors, companyInput, companySchema } from './company.ts';
import { giveSeat, licences, takeSeat } from './seat-forms.ts';
import { companyMissing, type LandingView, stageOf } from './view.ts';

/** Handles one form of the landing page: changes what it may, and tells what came of it. */
export type Form = (view: LandingView, body: unknown) => Promise<Feedback>;

const bad = (text: string): Feedback => ({ message: { kind: 'bad', text } });
const good = (text: string): Feedback => ({ message: { kind: 'good', text } });
const statusOf = ({ subscription }: LandingView): string => subscription.saasSubscriptionStatus;

/** A plan that activates by itself is running before anybody could tell about the company (SF 5.4, F53). */
const companyIsOpen = (view: LandingView): boolean =>
  statusOf(view) === 'PendingFulfillmentStart' || (statusOf(view) === 'Subscribed' && companyMissing(view));

async function company(view: LandingView, body: unknown): Promise<Feedback> {
  if (!companyIsOpen(view)) return bad('The setup is over: the company stays as it is.');
  const input = companyInput(body);
  const read = companySchema.safeParse(input);
  if (!read.success) {
    const message = { kind: 'bad', text: 'Please correct the marked fields. Nothing was saved.' } as const;
    return { message, company: { input, errors: companyErrors(read.error) } };
  }
  view.house.records.update(view.subscription.id, { company: read.data });
  return good('The company is saved.');
}

const stepBody = z.object({ step: z.string() });

async function steps(view: LandingView, body: unknown): Promise<Feedback> {
  const { house, subscription } = view;
  const read = stepBody.safeParse(body);
  const step = view.steps.find(({ name }) => read.success && name === read.data.step);
  if (!step || step.owner === 'publisher') return bad('There is no such step for you to complete.');
  const told = await completeStep(house, subscription.id, step.name);
  if (!told.ok) return bad(`The step was not accepted: ${told.message}`);
  return good(`Done: ${step.name}.`);
}

const alreadyActive = good('The setup is confirmed and the subscription is active.');

async function confirm(view: LandingView): Promise<Feedback> {
  const { house, subscription } = view;
  if (statusOf(view) === 'Subscribed') return alreadyActive;
  if (statusOf(view) !== 'PendingFulfillmentStart')
    return bad('This subscription cannot be set up any more.');
  if (stageOf(view) !== 'confirm') {
    return bad('Please finish the earlier steps first.');
  }
  const activated = await house.marketplace.activate(subscription);
  if (activated.ok) return { ...good('The setup is confirmed.'), activation: 'accepted' };
  // Somebody else, or the marketplace itself, may have been faster (SF 5.4).
  const now = await house.marketplace.get(subscription.id);
  return now.ok && now.value.saasSubscriptionStatus === 'Subscribed'
    ? alreadyActive
    : bad(`The marketplace did not accept the confirmation: ${activated.message}`);
}

/** The forms of the landing page by their path. */
export const forms: ReadonlyMap<string, Form> = new Map([
  ['company', company],
  ['steps', steps],
  ['licences', licences],
  ['seat', giveSeat],
  ['seat-back', takeSeat],
  ['confirm', confirm],
]);
