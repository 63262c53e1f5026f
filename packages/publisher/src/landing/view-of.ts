import type { Subscription } from '../client/resources.ts';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';
import { stepsOf } from '../steps/steps.ts';
import type { LandingView } from './view.ts';

/** Collects what a landing page shows, and writes down what the marketplace says now. */
export async function landingView(
  house: House,
  session: string,
  subscription: Subscription,
): Promise<LandingView> {
  const { id, planId, quantity, saasSubscriptionStatus } = subscription;
  house.records.update(id, {
    planId,
    ...(quantity === undefined ? {} : { seats: quantity }),
    access: saasSubscriptionStatus === 'Subscribed' ? 'on' : 'off',
  });
  const steps = await stepsOf(house, id);
  return { house, session, subscription, record: house.records.of(id), steps };
}

/** The view of a session that a form names; `undefined` when the session is not known. */
export async function viewOfSession(
  house: House,
  session: string,
): Promise<Outcome<LandingView> | undefined> {
  const id = house.sessions.find(session);
  if (id === undefined) return undefined;
  const read = await house.marketplace.get(id);
  return read.ok ? { ok: true, value: await landingView(house, session, read.value) } : read;
}
