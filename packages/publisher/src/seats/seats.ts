import { z } from 'zod';
import type { Subscription } from '../client/resources.ts';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';
import type { KnownEvent } from '../webhook/payload.ts';

/** A user as the customer knows them: an e-mail address, or a name. */
export const userSchema = z
  .string('Enter a user.')
  .trim()
  .min(1, 'Enter a user.')
  .max(200, 'At most 200 characters.');

/** The seats of a subscription. */
export interface Seats {
  /** As many as were bought; nothing for a flat plan, which has none. */
  readonly bought: number | undefined;
  readonly users: readonly string[];
}

/** The seats of a subscription as it is now. */
export const seatsOf = ({ records }: House, { id, quantity }: Subscription): Seats => ({
  bought: quantity,
  users: records.of(id).users,
});

const done: Outcome<undefined> = { ok: true, value: undefined };
const refused = (status: number, message: string): Outcome<undefined> => ({ ok: false, status, message });

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function whyNot(
  { bought, users }: Seats,
  { saasSubscriptionStatus: status }: Subscription,
): string | undefined {
  if (status !== 'PendingFulfillmentStart' && status !== 'Subscribed') {
    return 'Seats can be assigned only while the subscription is pending or active.';
  }
  if (bought === undefined) return 'A flat plan has no seats.';
  return users.length < bought ? undefined : `All ${bought} seats are taken.`;
}

/**
 * Gives a seat to a user; one who has a seat keeps it. With the last seat of a purchase that is being set up all its
 * licences are assigned, and the marketplace is told so (ACT-10). Refuses with 409 when no seat can be given, or with
 * what the marketplace says to that.
 */
export async function assignSeat(
  house: House,
  subscription: Subscription,
  user: string,
): Promise<Outcome<undefined>> {
  const { id, saasSubscriptionStatus: status } = subscription;
  const seats = seatsOf(house, subscription);
  if (seats.users.some((known) => same(known, user))) return done;
  const reason = whyNot(seats, subscription);
  if (reason !== undefined) return refused(409, reason);
  const users = [...seats.users, user];
  const isComplete = users.length === seats.bought;
  if (status === 'PendingFulfillmentStart' && isComplete) {
    const told = await handOut(house, subscription, users.length);
    if (!told.ok) return told;
  }
  house.records.update(id, { users });
  return done;
}

/** Takes the seat of a user back; 404 when they have none. */
export function removeSeat({ records }: House, subscriptionId: string, user: string): Outcome<undefined> {
  const { users } = records.of(subscriptionId);
  if (!users.some((known) => same(known, user))) return refused(404, `${user} has no seat.`);
  records.update(subscriptionId, { users: users.filter((known) => !same(known, user)) });
  return done;
}

/** Hands out licences by number; while a purchase is being set up the marketplace is told of it (ACT-10). */
export async function handOut(
  house: House,
  subscription: Subscription,
  count: number,
): Promise<Outcome<undefined>> {
  const { id, saasSubscriptionStatus: status } = subscription;
  const told = status === 'PendingFulfillmentStart' ? await house.extension?.assign(id, count) : undefined;
  if (told && !told.ok) return told;
  house.records.update(id, { licences: count });
  return done;
}

/** Why fewer seats would not do: more users have one than would be left. */
export function seatsMissing({ records }: House, event: KnownEvent): string | undefined {
  const { action, subscriptionId, payload } = event;
  const { length: taken } = records.of(subscriptionId).users;
  const { quantity } = payload;
  if (action !== 'ChangeQuantity' || quantity === undefined || taken <= quantity) return undefined;
  return `${taken} users have a seat, ${taken - quantity} more than would be left`;
}
