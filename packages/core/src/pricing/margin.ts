import type { BasisPoints } from '../money.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time.ts';

export const marginRules = declareRules({
  'BIL-09': {
    says: 'A margin holds for a charge made inside its dates, and then for the whole period that the charge pays for, later seats included; the next charge looks anew.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/isv-csp-faq',
    confidence: 'D',
  },
});

/** What a publisher takes off the list price of an offer for some partners; `until` is the first instant after it (PUR-20). */
export interface Margin {
  readonly id: string;
  readonly productId: string;
  readonly basisPoints: BasisPoints;
  readonly partnerIds: readonly string[];
  /** The plans that it is for; absent for all of the offer. */
  readonly skuIds?: readonly string[];
  /** The customers that it is for; absent for all of the partners. */
  readonly customerIds?: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
}

/** Whose margin for what is asked for. */
export interface MarginSubject {
  readonly partnerId?: string;
  readonly customerId: string;
  readonly productId: string;
  readonly skuId: string;
}

/** Key of what a partner sells among `marginsOf`. */
export const marginKey = (partnerId: string, productId: string): string => `${partnerId} ${productId}`;

const covers = ({ skuIds, customerIds, from, until }: Margin, sold: MarginSubject, at: Instant): boolean =>
  from <= at &&
  at < until &&
  (skuIds?.includes(sold.skuId) ?? true) &&
  (customerIds?.includes(sold.customerId) ?? true);

/** The margin at an instant, the highest where several overlap; nothing for what a customer bought itself (PUR-20). */
export function marginAt(
  sold: MarginSubject,
  at: Instant,
  { marginsOf }: Pick<State, 'marginsOf'>,
): BasisPoints | undefined {
  if (sold.partnerId === undefined) return undefined;
  const margins = [...marginsOf.of(marginKey(sold.partnerId, sold.productId))];
  const open = margins.filter((margin) => covers(margin, sold, at)).map(({ basisPoints }) => basisPoints);
  return open.length === 0 ? undefined : Math.max(...open);
}
