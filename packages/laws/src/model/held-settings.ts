import type { CommandOf, ErrorCode } from '@marketsim/core';
import { dateOf, daysAfter } from '../calendar.ts';
import { type Bill, pastDueSince } from './bills.ts';
import { becomes } from './effect.ts';
import { paymentArrived } from './effects/non-payment.ts';
import type { Held } from './held.ts';
import { settingChange } from './setting-change.ts';
import { visitOf } from './visit.ts';

const isDue = ({ pastDueAt }: Bill, { now }: Pick<Held, 'now'>): boolean =>
  daysAfter(dateOf(pastDueAt), -1) <= dateOf(now);

/** Where payments come by themselves, they come on the due date. */
export const isPaidByNow = (bill: Bill, held: Pick<Held, 'now' | 'settings'>): boolean =>
  held.settings.payments === 'auto' && isDue(bill, held);

/** What a payer that owes nothing overdue any more gets back (SUS-07). */
export function clear(held: Held, payer: string, row: 'RecordPayment' | 'PaymentsTurnAuto'): void {
  for (const x of held.subscriptions.values()) {
    const effected = x.payer === payer ? paymentArrived(x, held) : undefined;
    if (!effected) continue;
    held.visits.push(visitOf(x.channel, row, { before: x, effected }));
    if ('next' in effected) held.subscriptions.set(x.id, effected.next);
  }
}

/** What is due is paid by now: it was when payments came by themselves, or is because they do from now on (RB 14.3). */
function settle(held: Held): void {
  const due = [...held.bills.values()].filter(
    (bill) => bill.isOwed && bill.status !== 'paid' && isDue(bill, held),
  );
  const overdue = new Set(due.filter(({ status }) => status === 'pastDue').map(({ payer }) => payer));
  for (const bill of due) held.bills.set(bill.id, { ...bill, status: 'paid' });
  for (const payer of overdue) if (!pastDueSince(payer, held.bills)) clear(held, payer, 'PaymentsTurnAuto');
}

/** A setting holds from now on: nothing that has been settled by it changes. */
export function change(
  held: Held,
  command: CommandOf<'ChangeSetting'>,
): 'accepted' | { readonly refused: ErrorCode } {
  const changed = settingChange(command);
  if ('refused' in changed) return { refused: changed.refused };
  const { id, value, governs } = changed;
  const { payments } = held.settings;
  held.settings = { ...held.settings, [id]: value };
  for (const x of held.subscriptions.values())
    held.visits.push(
      visitOf(x.channel, `ChangeSetting of ${governs}`, { before: x, effected: becomes('E31', x) }),
    );
  if (id === 'payments' && (payments === 'auto' || value === 'auto')) settle(held);
  return 'accepted';
}
