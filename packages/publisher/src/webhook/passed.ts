import { isOpen } from '../client/resources.ts';
import type { House } from '../house.ts';
import type { OwedAnswer } from './open-answers.ts';

/** So many questions are asked about at once. */
const maxAsked = 100;

async function look({ marketplace }: House, owed: OwedAnswer): Promise<void> {
  const read = await marketplace.operation(owed.subscriptionId, owed.operationId);
  if (read.ok && !isOpen(read.value)) owed.miss(read.value.status);
}

/**
 * Asks the marketplace how the operations stand whose answer is owed: ten seconds of silence count as consent, and a
 * cancellation may have overtaken them (SF 4.4). What has been decided so is written down; a Success that nobody
 * gave still changes what was bought.
 */
export async function notePassed(house: House, subscriptionId?: string): Promise<void> {
  const wanted = subscriptionId?.toLowerCase();
  const owed = house.openAnswers
    .all()
    .filter((one) => wanted === undefined || one.subscriptionId.toLowerCase() === wanted);
  await Promise.all(owed.slice(0, maxAsked).map((one) => look(house, one)));
}
