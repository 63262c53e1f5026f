import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, type Charge, day, daysBetween, type Offer, price } from '../src/index.ts';
import { partners, perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, type Story } from './support/story.ts';

const money = fc.record({
  unit: fc.constantFrom('0', '0.01', '0.05', '3.33', '9.99', '20', '120'),
  other: fc.constantFrom('0.01', '7.77', '50'),
  margin: fc.constantFrom(0, 1, 333, 1_500, 10_000),
  tax: fc.constantFrom(0, 1, 700, 1_960, 2_500, 2_700),
  rate: fc.constantFrom(undefined, 846_202_666, 3_333_333_333),
  rounding: fc.constantFrom('unitHalfUp' as const, 'unitFloor' as const),
  startsAt: fc.constantFrom('2020-01-31T09:00:00Z', '2020-02-29T23:00:00Z', '2020-07-15T00:00:00Z'),
  quantity: fc.integer({ min: 1, max: 20 }),
});
type Money = typeof money extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 3, arbitrary: fc.record({ quantity: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ planId: fc.constantFrom('fx-m', 'fx-g') }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const offerFor = ({ unit, other }: Money): Partial<Offer> => ({
  plans: [[plans['FX-M'], unit] as const, [{ ...plans['FX-G'], maximumQuantity: 100 }, other] as const].map(
    ([plan, list]) => ({
      ...plan,
      prices: plan.prices.map((entry) => ({ ...entry, unitPrice: price(list) })),
    }),
  ),
});

/** FX-M, active, with everything that stands between a price and an amount; the window is long enough for any run. */
function active(of: Money): { readonly story: Story; readonly id: string } {
  const { startsAt, rounding, tax, rate, margin, quantity } = of;
  const story = aStory({
    startsAt,
    only: 'perUser',
    offer: offerFor(of),
    partner: { taxRate: tax, ...(rate !== undefined && { billingCurrency: 'EUR' }) },
    settings: { 'rounding.mode': rounding, 'cancel.window.monthlyBilled': 'P3650D' },
  });
  if (rate !== undefined) accepted(story.run({ type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate }));
  if (margin > 0) {
    accepted(
      story.run({
        type: 'GrantMargin',
        productId: perUserOffer.productId,
        basisPoints: margin,
        partnerIds: [partners.direct.id],
        endsOn: lastOf(startsAt),
      }),
    );
  }
  const id = story.buy('FX-M', quantity);
  story.activate(id);
  return { story, id };
}

const lastOf = (at: string) => {
  const next = addMonths(day(`${at.slice(0, 7)}-01`), 1);
  return day(new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10));
};

function take(story: Story, id: string, one: Step): void {
  if ('days' in one) story.at(new Date(Date.parse(story.engine.now()) + one.days * 86_400_000).toISOString());
  else if ('quantity' in one) story.change(id, { type: 'SetQuantity', quantity: one.quantity });
  else story.change(id, { type: 'ChangePlan', planId: one.planId });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const net = (lines: readonly Charge[]): number => sum(lines.map(({ amount }) => amount));
const taxNet = (lines: readonly Charge[]): number => sum(lines.map(({ tax = 0 }) => tax));
const runs = { numRuns: 150 };

/** Runs steps and hands what came of them to a check. */
const afterSteps = (check: (told: { story: Story; id: string; of: Money }) => void) =>
  fc.assert(
    fc.property(money, fc.array(step, { maxLength: 12 }), (of, steps) => {
      const { story, id } = active(of);
      for (const one of steps) take(story, id, one);
      check({ story, id, of });
    }),
    runs,
  );

describe('what a line costs, whatever came before', () => {
  it('INV-29: whole minor units, the amount of one unit times the quantity', () => {
    afterSteps(({ story, id }) => {
      for (const { amount, unitAmount, quantity, parentId } of story.charges(id)) {
        expect(Number.isSafeInteger(amount) && Number.isSafeInteger(unitAmount)).toBe(true);
        expect(parentId ? 0 - amount : amount).toBe(unitAmount * quantity);
      }
    });
  });

  it('INV-23: a full refund leaves nothing of the term, its tax included', () => {
    afterSteps(({ story, id }) => {
      const subscription = story.subscription(id);
      const term = subscription.phase === 'running' ? subscription.term.number : 0;
      accepted(story.change(id, { type: 'Cancel' }));
      const lines = story.charges(id).filter((charge) => charge.term === term);
      expect([net(lines), taxNet(lines)]).toEqual([0, 0]);
    });
  });

  it('INV-35: the tax of a line that is refunded in full sums to nothing, and no invoice misses a cent', () => {
    afterSteps(({ story, id }) => {
      const { ledger } = story.engine.state;
      for (const line of story.charges(id).filter(({ parentId }) => !parentId)) {
        const chain = [line, ...story.charges(id).filter(({ parentId }) => parentId === line.id)];
        if (ledger.residual(line) === 0) expect(taxNet(chain)).toBe(0);
      }
      story.at(`${addMonths(day(story.engine.now().slice(0, 10)), 3)}T00:00:00Z`);
      for (const { chargeIds, total, tax = 0 } of ledger.invoices.values()) {
        const lines = chargeIds.flatMap((chargeId) => ledger.charge(chargeId) ?? []);
        expect([total, tax]).toEqual([net(lines) + taxNet(lines), taxNet(lines)]);
      }
    });
  });

  it('INV-39: inside a term and between two plan changes all lines share price, margin and rate', () => {
    afterSteps(({ story, id }) => {
      let last: Charge | undefined;
      for (const line of story.charges(id)) {
        const follows = last && last.term === line.term && last.skuId === line.skuId;
        const shared = ({ unitPrice, margin, exchangeRate }: Charge) => [unitPrice, margin, exchangeRate];
        if (last && follows) expect(shared(line)).toEqual(shared(last));
        last = line;
      }
    });
  });

  it('INV-27: a pair comes to the change of seats times the amount of one, by its sign', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 27 }), (of, to, days) => {
        const { story, id } = active(of);
        if (days > 0) take(story, id, { days });
        const before = story.charges(id).length;
        accepted(story.change(id, { type: 'SetQuantity', quantity: to }));
        const pair = story.charges(id).slice(before);
        const unit = pair[0]?.unitAmount ?? 0;
        expect(net(pair) - (to - of.quantity) * unit).toBe(0);
        expect(pair.map(({ unitAmount }) => unitAmount)).toEqual(pair.map(() => unit));
      }),
      runs,
    );
  });

  it('INV-26: seats added and taken away again on one date come to nothing', () => {
    fc.assert(
      fc.property(
        money,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 60 }),
        (of, more, days) => {
          const { story, id } = active(of);
          if (days > 0) take(story, id, { days });
          const before = story.charges(id).length;
          take(story, id, { quantity: of.quantity + more });
          take(story, id, { quantity: of.quantity });
          const lines = story.charges(id).slice(before);
          expect(net(lines)).toBe(0);
        },
      ),
      runs,
    );
  });

  it('INV-68: rounding moves a period by less than its seats allow', () => {
    afterSteps(({ story, id, of }) => {
      const lines = story.charges(id);
      const coverages = lines.filter(({ type }) => type === 'new' || type === 'renew');
      for (const coverage of coverages) {
        const days = daysBetween(coverage.start, coverage.end);
        const period = lines.filter(({ end }) => end === coverage.end);
        const exact = sum(
          period.map((line) => Math.sign(line.amount || (line.parentId ? -1 : 1)) * ideal(line, days)),
        );
        const seats = sum(period.map(({ quantity }) => quantity));
        const most = (of.rounding === 'unitHalfUp' ? 0.5 : 1) * seats;
        // What a price of six decimals loses before it is converted is no cent.
        expect(Math.abs(net(period) - exact)).toBeLessThanOrEqual(most + seats * 0.001);
      }
    });
  });
});

/** What a line would come to in minor units if nothing were rounded. */
function ideal(
  { unitPrice, margin = 0, exchangeRate = 1e9, quantity, start, end }: Charge,
  days: number,
): number {
  const share = daysBetween(start, end) / days;
  return (unitPrice / 1e4) * (1 - margin / 1e4) * (exchangeRate / 1e9) * quantity * share;
}
