import type { Offer } from '../catalog/catalog.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { type BasisPoints, wholePercent } from '../money.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { addDays, type Day, startOf } from '../time.ts';
import type { Margin } from './margin.ts';

export const privateMarginRules = declareRules({
  'PUR-20': {
    says: 'A publisher may sell to partners below the list price, for some customers or plans only, from now or the first of a month until the last day of one; the highest margin holds and no partner can decline it.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/isv-csp-reseller',
    confidence: 'D',
  },
});

/** Grants partners a margin on an offer, each at most 25 of its customers and all at most 10 plans (PUR-20). */
export interface GrantMargin {
  readonly type: 'GrantMargin';
  readonly productId: string;
  /** Above 0 and at most 100 %. */
  readonly basisPoints: BasisPoints;
  readonly partnerIds: readonly string[];
  readonly skuIds?: readonly string[];
  readonly customerIds?: readonly string[];
  /** First of a month; now unless given. */
  readonly startsOn?: Day;
  /** Last day of a month, included. */
  readonly endsOn: Day;
}

const partnersAtMost = 400;
const plansAtMost = 10;
const customersAtMost = 25;

/** Makes a margin; refused with marginInvalid, or because somebody or something that it names is not there. */
export function grantMargin(command: GrantMargin, { state, now, ids }: Context): Decision {
  const { type: _, startsOn, endsOn, ...granted } = command;
  const offer = state.offers.get(granted.productId);
  if (!offer) return reject({ code: 'productNotFound', productId: granted.productId });
  const refusal = unknownIn(command, offer, state);
  if (refusal) return reject(refusal);
  const from = startsOn === undefined ? now : startOf(startsOn);
  const until = startOf(addDays(endsOn, 1));
  const detail = shapeFault(command) ?? (until > now ? undefined : 'it would be over already');
  if (detail !== undefined) return reject({ code: 'marginInvalid', detail });
  const tooMany = crowdFault(command, state);
  if (tooMany !== undefined) return reject({ code: 'marginInvalid', detail: tooMany });
  const margin: Margin = { id: ids.guid('margin', state.margins.size), ...granted, from, until };
  return accept([{ type: 'MarginGranted', margin }]);
}

function unknownIn(
  { partnerIds, skuIds = [], customerIds = [] }: GrantMargin,
  { plans }: Offer,
  { partners, customers }: State,
): DomainError | undefined {
  const partnerId = partnerIds.find((id) => !partners.has(id));
  if (partnerId !== undefined) return { code: 'partnerNotFound', partnerId };
  const skuId = skuIds.find((id) => !plans.some((plan) => plan.skuId === id));
  if (skuId !== undefined) return { code: 'skuNotFound', skuId };
  const customerId = customerIds.find((id) => !customers.has(id));
  if (customerId !== undefined) return { code: 'customerNotFound', customerId };
  const foreign = customerIds.find((id) => !partnerIds.includes(customers.get(id)?.partnerId ?? ''));
  return foreign === undefined ? undefined : { code: 'customerForeign', customerId: foreign };
}

function shapeFault({ basisPoints, startsOn, endsOn }: GrantMargin): string | undefined {
  if (!Number.isSafeInteger(basisPoints) || basisPoints <= 0 || basisPoints > wholePercent)
    return 'it is above 0 and at most 100 %';
  if (startsOn !== undefined && !startsOn.endsWith('-01')) return 'it starts now or on the first of a month';
  if (!addDays(endsOn, 1).endsWith('-01')) return 'it ends on the last day of a month';
  return startsOn === undefined || startsOn <= endsOn ? undefined : 'it ends before it starts';
}

function crowdFault(
  { productId, partnerIds, skuIds, customerIds }: GrantMargin,
  { margins, customers }: State,
): string | undefined {
  if (partnerIds.length === 0 || skuIds?.length === 0 || customerIds?.length === 0)
    return 'an empty list is for nobody';
  if ((skuIds?.length ?? 0) > plansAtMost) return `it is for at most ${plansAtMost} plans`;
  const chosen = Map.groupBy(customerIds ?? [], (id) => customers.get(id)?.partnerId);
  if ([...chosen.values()].some(({ length }) => length > customersAtMost))
    return `it is for at most ${customersAtMost} customers of a partner`;
  const others = [...margins.values()].filter((margin) => margin.productId === productId);
  const tenants = new Set([...partnerIds, ...others.flatMap((margin) => margin.partnerIds)]);
  return tenants.size > partnersAtMost
    ? `an offer has margins for at most ${partnersAtMost} partners`
    : undefined;
}
