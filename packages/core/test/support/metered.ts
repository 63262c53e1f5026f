import {
  type CommandOf,
  catalogItemIdOf,
  type DomainEvent,
  instant,
  type Offer,
  type Outcome,
  type Plan,
  price,
  type ReportedUsage,
  type UsageEvent,
  type UsageRefusal,
  type UsageResult,
  usageResults,
} from '../../src/index.ts';
import { flatOffer, publisher } from './fixtures.ts';
import { accepted, aStory, type Story, type StoryOptions } from './story.ts';

const usd = (unit: string) => [{ currency: 'USD', unitPrice: price(unit) }];

const [flat] = flatOffer.plans;

/**
 * FX-F by other names: `basic` is FX-F, `bulk` has cheaper emails and no audits, `yearly` is paid once a year, `twin` is
 * like basic, `quiet` meters nothing.
 */
export const meteredOffer: Offer = {
  ...flatOffer,
  offerId: 'mailing',
  productId: 'DZH318Z0MAIL',
  dimensions: [
    ...flatOffer.dimensions,
    { id: 'audit', displayName: 'Audits', unitOfMeasure: 'per audit', prices: usd('0.05') },
  ],
  plans: [
    aPlan('basic', 1, {}),
    aPlan('bulk', 2, {
      dimensions: [
        { dimensionId: 'email100', enabled: true, prices: usd('0.40') },
        { dimensionId: 'audit', enabled: false },
      ],
    }),
    aPlan('yearly', 3, {
      prices: [{ duration: 'P1Y', billingCycle: 'annual', currency: 'USD', unitPrice: price('3850') }],
    }),
    aPlan('twin', 4, {}),
    aPlan('quiet', 5, {
      dimensions: [
        { dimensionId: 'email100', enabled: false },
        { dimensionId: 'audit', enabled: false },
      ],
    }),
  ],
};

function aPlan(planId: string, number: number, rest: Partial<Plan>): Plan {
  if (!flat) throw new Error('no flat plan');
  return { ...flat, planId, skuId: `000${number}`, availabilityId: `AVAIL${number}`, ...rest };
}

function planNamed(planId: string): Plan {
  const plan = meteredOffer.plans.find((each) => each.planId === planId);
  if (!plan) throw new Error(`no plan ${planId}`);
  return plan;
}

/** What a plan of the metered offer is bought by. */
export const catalogItemOf = (planId: string): string =>
  catalogItemIdOf({ offer: meteredOffer, plan: planNamed(planId) });

/** A report of use, one email event unless told otherwise; instants are UTC. */
export const use = (
  subscriptionId: string,
  usedAt: string,
  rest: Partial<ReportedUsage> = {},
): ReportedUsage => ({
  ...{ subscriptionId, dimensionId: 'email100', quantity: 1, usedAt: instant(usedAt) },
  ...rest,
});

export const reporting = (...events: readonly ReportedUsage[]): CommandOf<'ReportUsage'> => ({
  ...{ type: 'ReportUsage', publisherId: publisher.id, events },
});

/** What became of each event of a report. */
export function results(outcome: Outcome<readonly DomainEvent[]>): readonly UsageResult[] {
  const all = usageResults(outcome);
  if (!all) throw new Error(`no results: ${JSON.stringify(outcome)}`);
  return all;
}

/** `accepted`, or the code of the refusal. */
export const codeOf = (result: UsageResult | undefined): UsageRefusal['code'] | 'accepted' | undefined =>
  result?.status === 'refused' ? result.refusal.code : result?.status;

/** Reports one event and tells what became of it. */
export const report = ({ run }: Pick<Story, 'run'>, event: ReportedUsage) =>
  codeOf(results(run(reporting(event)))[0]);

/** The event that a report brought; a refusal fails the test. */
export function acceptedUse(result: UsageResult | undefined): UsageEvent {
  if (result?.status !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(result)}`);
  return result.event;
}

interface Metered {
  readonly story: Story;
  readonly id: string;
  report(event: ReportedUsage): UsageRefusal['code'] | 'accepted' | undefined;
}

interface MeteredOptions extends StoryOptions {
  readonly by?: 'customer';
  readonly dimensions?: Offer['dimensions'];
  /** Done before anything is bought. */
  readonly before?: (story: Story) => void;
}

/** A metered subscription, activated on 2020-07-15 at 09:00 unless told otherwise. */
export function metered(planId = 'basic', options: MeteredOptions = {}): Metered {
  const { dimensions = meteredOffer.dimensions } = options;
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  accepted(story.run({ type: 'PublishOffer', offer: { ...meteredOffer, dimensions } }));
  options.before?.(story);
  const [sold] = planNamed(planId).prices;
  if (!sold) throw new Error(`no price of ${planId}`);
  const catalogItemId = catalogItemOf(planId);
  const term = { duration: sold.duration, billingCycle: sold.billingCycle };
  const id =
    options.by === 'customer'
      ? story.buyDirect('FX-F', 1, { catalogItemId, term })
      : story.buy('FX-F', 1, { catalogItemId, term });
  story.activate(id);
  return { story, id, report: (event) => report(story, event) };
}
