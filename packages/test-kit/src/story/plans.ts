import assert from 'node:assert/strict';

/** A plan of the stories' offer, with the term for which it is bought. */
interface StoryPlan {
  readonly planId: string;
  readonly term: string;
  readonly cycle: string;
}

const plans: Readonly<Record<string, StoryPlan>> = {
  monthly: { planId: 'standard', term: 'P1M', cycle: 'monthly' },
  annual: { planId: 'annual', term: 'P1Y', cycle: 'annual' },
  'year-by-the-month': { planId: 'committed', term: 'P1Y', cycle: 'monthly' },
  'two-year': { planId: 'committed', term: 'P2Y', cycle: 'oneTime' },
  'flat-rate': { planId: 'flat', term: 'P1M', cycle: 'monthly' },
  trial: { planId: 'trial', term: 'P1M', cycle: 'none' },
};

/** The plan that scenarios call by a name; fails for a name that none has. */
export function planNamed(name: string): StoryPlan {
  const plan = plans[name];
  assert.ok(plan, `no ${name} plan`);
  return plan;
}
