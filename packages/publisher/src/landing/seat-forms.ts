import { z } from 'zod';
import type { Feedback } from '../pages/feedback.ts';
import { assignSeat, handOut, removeSeat, userSchema } from '../seats/seats.ts';
import { boughtLicences, type LandingView, stageOf } from './view.ts';

const bad = (text: string): Feedback => ({ message: { kind: 'bad', text } });
const good = (text: string): Feedback => ({ message: { kind: 'good', text } });

/** Why no licence can be given out at this time. */
function tooEarly(view: LandingView): string | undefined {
  const { saasSubscriptionStatus: status } = view.subscription;
  if (status !== 'PendingFulfillmentStart' && status !== 'Subscribed') {
    return 'Licences can be assigned only while the subscription is pending or active.';
  }
  const stage = stageOf(view);
  const isUnready = status !== 'Subscribed' && (stage === 'company' || stage === 'steps');
  return isUnready ? 'Please finish the earlier steps first.' : undefined;
}

const licencesBody = z.object({ licences: z.string().trim() });

/** Hands licences out by number: all that were bought, or while the subscription runs any number of them. */
export async function licences(view: LandingView, body: unknown): Promise<Feedback> {
  const { house, subscription, record } = view;
  const early = tooEarly(view);
  if (early !== undefined) return bad(early);
  const read = licencesBody.safeParse(body);
  const typed = read.success ? read.data.licences : '';
  const count = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  const refused = (error: string): Feedback => ({
    message: { kind: 'bad', text: 'No licences were assigned.' },
    licences: { typed, error },
  });
  if (count < 1) return refused('Enter a whole number of at least 1.');
  const bought = boughtLicences(subscription);
  if (count > bought) return refused(`Only ${bought} were bought.`);
  const { length: taken } = record.users;
  if (count < taken) return refused(`${taken} users have a seat: take some back first.`);
  const told = await handOut(house, subscription, count);
  if (!told.ok) return refused(`The marketplace did not accept this: ${told.message}`);
  return good(`${count} ${count === 1 ? 'licence is' : 'licences are'} assigned.`);
}

const userBody = z.object({ user: userSchema });

/** Gives a seat to a user. */
export async function giveSeat(view: LandingView, body: unknown): Promise<Feedback> {
  const early = tooEarly(view);
  if (early !== undefined) return bad(early);
  const read = userBody.safeParse(body);
  const refused = (seat: string): Feedback => ({
    message: { kind: 'bad', text: 'No seat was given.' },
    seat,
  });
  if (!read.success) return refused(read.error.issues[0]?.message ?? 'Enter a user.');
  const given = await assignSeat(view.house, view.subscription, read.data.user);
  return given.ok ? good(`${read.data.user} has a seat.`) : refused(given.message);
}

/** Takes the seat of a user back. */
export async function takeSeat(view: LandingView, body: unknown): Promise<Feedback> {
  const read = userBody.safeParse(body);
  if (!read.success) return bad('There is no such user.');
  const taken = removeSeat(view.house, view.subscription.id, read.data.user);
  return taken.ok ? good(`${read.data.user} has no seat any more.`) : bad(taken.message);
}
