import { settingIdOf, settingMisfit } from '@marketsim/core';
import { everyRule, type Finding, faultCommand, type WorldDefinition } from '@marketsim/simulator';
import type { Expectation } from './expectations.ts';
import { actionOf, type Story, type StoryStep } from './schema.ts';

type Path = Finding['path'];

/** What the steps of a story may speak of. */
export interface Known {
  readonly customers: ReadonlySet<string>;
  readonly partners: ReadonlySet<string>;
  readonly publishers: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  /** `plan` and `offer/plan`, by the number of plans that are called so. */
  readonly plans: ReadonlyMap<string, number>;
}

const aliasesOf = (all: readonly { readonly alias: string }[]): ReadonlySet<string> =>
  new Set(all.map(({ alias }) => alias));

/** What a world has for steps to speak of. */
export function knownIn({ customers, partners, publishers, offers }: WorldDefinition): Known {
  const names = offers.flatMap(({ offerId, plans }) =>
    plans.flatMap(({ planId }) => [planId, `${offerId}/${planId}`]),
  );
  const plans = new Map<string, number>();
  for (const name of names) plans.set(name, (plans.get(name) ?? 0) + 1);
  return {
    customers: aliasesOf(customers),
    partners: aliasesOf(partners),
    publishers: aliasesOf(publishers),
    offers: new Set(offers.map(({ offerId }) => offerId)),
    plans,
  };
}

const listed = (names: Iterable<string>): string => [...names].join(', ') || 'none';

function among(what: string, name: string, names: ReadonlySet<string>): string | undefined {
  return names.has(name) ? undefined : `there is no ${what} "${name}"; there is ${listed(names)}`;
}

const found = (path: Path, message: string | undefined): readonly Finding[] =>
  message === undefined ? [] : [{ path, message }];

function checkPlan(name: string, { plans }: Known): string | undefined {
  const count = plans.get(name);
  if (count === undefined) return `there is no plan "${name}"; there is ${listed(plans.keys())}`;
  return count > 1 ? `several offers have a plan "${name}": write offer/plan` : undefined;
}

function checkMisfits(step: StoryStep, known: Known): readonly Finding[] {
  const { buy, publisher, prices, margin, setting, fault } = step;
  const read = fault && faultCommand({ ...fault, publisherId: fault.publisher });
  const id = setting && settingIdOf(setting.name);
  return [
    ...(buy ? found(['buy', 'customer'], among('customer', buy.customer, known.customers)) : []),
    ...(buy ? found(['buy', 'plan'], checkPlan(buy.plan, known)) : []),
    ...(publisher
      ? found(['publisher', 'publisher'], among('publisher', publisher.publisher, known.publishers))
      : []),
    ...(prices ? found(['prices', 'offer'], among('offer', prices.offer, known.offers)) : []),
    ...(margin ? found(['margin', 'offer'], among('offer', margin.offer, known.offers)) : []),
    ...(margin?.partners ?? []).flatMap((alias, i) =>
      found(['margin', 'partners', i], among('partner', alias, known.partners)),
    ),
    ...(read && !read.ok ? found(['fault', read.misfit.target], read.misfit.message) : []),
    ...(setting && id === undefined ? found(['setting', 'name'], 'there is no such setting') : []),
    ...(setting && id !== undefined ? found(['setting', 'value'], settingMisfit(id, setting.value)) : []),
  ];
}

/** The name by which an action speaks of a subscription, and where it stands. */
function mentioned(step: StoryStep): readonly { readonly name: string; readonly path: Path }[] {
  const action = actionOf(step);
  const given = action && step[action];
  if (action === undefined || given === undefined || action === 'advance') return [];
  if (typeof given === 'string') return [{ name: given, path: [action] }];
  return 'of' in given ? [{ name: given.of, path: [action, 'of'] }] : [];
}

const expectedOf = ({ subscriptions, ledger, webhooks }: Partial<Expectation>): readonly Path[] =>
  Object.entries({ subscriptions, ledger, webhooks }).flatMap(([part, byName]) =>
    Object.keys(byName ?? {}).map((name) => [part, name]),
  );

/** What a step speaks of that its world does not have, or that was not `bought` before; paths lead into the step. */
export function checkStep(step: StoryStep, known: Known, bought: ReadonlySet<string>): readonly Finding[] {
  const { buy, expect = {} } = step;
  const twice = buy && bought.has(buy.as) ? [{ path: ['buy', 'as'], message: 'is taken' }] : [];
  const there = buy ? new Set([...bought, buy.as]) : bought;
  const names = [
    ...mentioned(step),
    ...expectedOf(expect).map((part) => ({ name: String(part[1]), path: ['expect', ...part] })),
  ];
  const unknown = names.flatMap(({ name, path }) => found(path, among('subscription', name, there)));
  return [...checkMisfits(step, known), ...twice, ...unknown];
}

function checkSteps({ steps }: Story, known: Known): readonly Finding[] {
  const bought = new Set<string>();
  return steps.flatMap((step, i) => {
    const findings = checkStep(step, known, bought);
    if (step.buy) bought.add(step.buy.as);
    return findings.map(({ path, message }) => ({ path: ['steps', i, ...path], message }));
  });
}

const ruleIds: ReadonlySet<string> = new Set(everyRule.map(({ id }) => id));

/** A law of the invariants: `INV-51`. */
const isLaw = (id: string): boolean => /^INV-\d+$/.test(id);

/** What a story speaks of that its world does not have, or that nobody has bought. */
export function checkStory(story: Story, definition: WorldDefinition): readonly Finding[] {
  return [
    ...story.rules.flatMap((id, i) =>
      ruleIds.has(id) || isLaw(id) ? [] : [{ path: ['rules', i], message: `there is no rule "${id}"` }],
    ),
    ...Object.entries(story.settings).flatMap(([name, value]) => {
      const id = settingIdOf(name);
      return found(
        ['settings', name],
        id === undefined ? 'there is no such setting' : settingMisfit(id, value),
      );
    }),
    ...checkSteps(story, knownIn(definition)),
  ];
}
