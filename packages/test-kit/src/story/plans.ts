import assert from 'node:assert/strict';
import { didYouMean } from '@marketsim/http';
import { items, peek, text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

/** A plan of the stories' offer, with the term for which it is bought. */
interface StoryPlan {
  readonly planId: string;
  readonly term: string;
  readonly cycle: string;
}

/** A plan as it is bought. */
interface OfferedPlan extends Omit<StoryPlan, 'planId'> {
  readonly catalogItemId: string;
}

const plans: Readonly<Record<string, StoryPlan | undefined>> = {
  monthly: { planId: 'standard', term: 'P1M', cycle: 'monthly' },
  annual: { planId: 'annual', term: 'P1Y', cycle: 'annual' },
  'year-by-the-month': { planId: 'committed', term: 'P1Y', cycle: 'monthly' },
  'two-year': { planId: 'committed', term: 'P2Y', cycle: 'oneTime' },
  'flat-rate': { planId: 'flat', term: 'P1M', cycle: 'monthly' },
  trial: { planId: 'trial', term: 'P1M', cycle: 'none' },
};

/**
 * The plan that scenarios call by a name, or one of the catalog by its id, which is bought for the first term that it is
 * sold for; fails for a name that none has.
 */
export async function planNamed(story: StoryWorld, name: string): Promise<OfferedPlan> {
  const { body } = await story.control('/catalog');
  const offered = items(body, 'offers').flatMap((offer) => items(offer, 'plans'));
  const known = plans[name];
  const planId = known?.planId ?? name;
  const found = offered.find((entry) => peek(entry, 'planId') === planId);
  const names = [...Object.keys(plans), ...offered.map((entry) => text(entry, 'planId'))];
  assert.ok(
    found,
    `there is no plan ${name}; there is ${[...new Set(names)].join(', ')}${didYouMean(name, names)}`,
  );
  const [price] = items(found, 'prices');
  return {
    catalogItemId: text(found, 'catalogItemId'),
    term: known?.term ?? text(price, 'term'),
    cycle: known?.cycle ?? text(price, 'billingCycle'),
  };
}
