import { cancelInWindow, endWithTerm, refuseToRenew, renew } from './ending.ts';
import { firstPurchase } from './first-purchase.ts';
import { invoiceDay, settledUp } from './invoices.ts';
import { buyAndSetUp } from './purchase.ts';
import { growRefused, growWithConsent } from './quantity.ts';
import type { Stage } from './stage.ts';

/**
 * The whole story: purchases, changes with and without the publisher's consent, a renewal, an end at the term, and a
 * cancellation in the month after its purchase, so that the money goes back by a credit note. Rejects at the first
 * thing that is not as the story says.
 */
export async function play(stage: Stage): Promise<void> {
  const { cast, advanceTo } = stage;
  const [harbor, norrsken] = [cast.customer('harbor'), cast.customer('norrsken')];
  const monthly = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
  const annual = { termDuration: 'P1Y', billingCycle: 'annual' } as const;

  const standard = await firstPurchase(stage);
  await advanceTo('2026-07-16T09:00:00Z');
  const basic = await buyAndSetUp(stage, {
    customer: harbor,
    plan: cast.plan('basic'),
    quantity: 4,
    ...monthly,
  });
  await advanceTo('2026-07-25T12:00:00Z');
  await growWithConsent(stage, standard);
  await advanceTo('2026-07-27T08:00:00Z');
  await growRefused(stage, standard);
  await advanceTo('2026-07-28T14:00:00Z');
  const year = await buyAndSetUp(stage, {
    customer: norrsken,
    plan: cast.plan('annual'),
    quantity: 5,
    ...annual,
  });
  await advanceTo('2026-08-01T09:00:00Z');
  await refuseToRenew(stage, basic);
  await advanceTo('2026-08-05T10:00:00Z');
  await cancelInWindow(stage, year);
  await advanceTo('2026-08-08T00:00:00Z');
  await invoiceDay(stage, '2026-08-08', { USD: 'invoice', SEK: 'invoice' });
  await advanceTo('2026-08-15T00:00:00Z');
  await renew(stage, standard);
  await advanceTo('2026-08-16T00:00:00Z');
  await endWithTerm(stage, basic);
  await advanceTo('2026-09-08T00:00:00Z');
  await invoiceDay(stage, '2026-09-08', { USD: 'invoice', SEK: 'creditNote' });
  await settledUp(stage);
}
