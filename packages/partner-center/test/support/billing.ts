import { instant, type Offer, price } from '@marketsim/core';
import { ids, item, offers } from './fixtures.ts';
import { buyActive, change, line } from './purchase.ts';
import type { Simulation } from './simulation.ts';

const [tide] = offers;

/** An offer of seats and metered calls, at three hundredths of a cent each. */
const metered = (offer: Offer): Offer => ({
  ...offer,
  offerId: 'offer-metered',
  productId: 'METERED',
  pricingModel: 'flat',
  dimensions: [
    {
      id: 'calls',
      displayName: 'Calls',
      unitOfMeasure: '1 call',
      prices: [{ currency: 'USD', unitPrice: price('0.0003') }],
    },
  ],
  plans: offer.plans.slice(0, 1).map((plan) => ({ ...plan, maximumQuantity: 1 })),
});

/** January of the direct partner: ten seats, then twelve; and two days of metered use. */
export async function january(sim: Simulation) {
  const seats = await buyActive(sim);
  if (tide) sim.run({ type: 'PublishOffer', offer: metered(tide) });
  const used = await buyActive(sim, { lines: [line({ catalogItemId: item('METERED'), quantity: 1 })] });
  sim.advance('2026-01-10T12:00:00Z');
  change(sim, seats.subscriptionId, { type: 'SetQuantity', quantity: 12 });
  use(sim, used.subscriptionId, { quantity: 50, usedAt: '2026-01-10T10:00:00Z' });
  use(sim, used.subscriptionId, { quantity: 60.5, usedAt: '2026-01-10T11:00:00Z' });
  sim.advance('2026-01-11T12:00:00Z');
  use(sim, used.subscriptionId, { quantity: 70, usedAt: '2026-01-11T10:00:00Z' });
  return { seats, used };
}

const use = (
  sim: Simulation,
  subscriptionId: string,
  { quantity, usedAt }: { readonly quantity: number; readonly usedAt: string },
): void =>
  sim.run({
    type: 'ReportUsage',
    publisherId: 'Tidewater',
    events: [
      {
        subscriptionId,
        dimensionId: 'calls',
        planId: 'plan-0001',
        quantity,
        usedAt: instant(usedAt),
      },
    ],
  });

/** The day on which January is billed. */
export const invoiceDay = '2026-02-08T00:00:00Z';

/** The partner's only invoice so far. */
export function invoiceOf(sim: Simulation, partnerId: string = ids.direct) {
  const [invoice] = sim.engine.state.ledger.invoicesOf(partnerId);
  if (!invoice) throw new Error('nothing was billed');
  return invoice;
}
