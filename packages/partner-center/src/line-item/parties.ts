import { type Charge, createIds, type Day, planOf, wireEnd } from '@marketsim/core';
import type { Lines, Seen } from './lines.ts';

type Sold = Pick<Charge, 'productId' | 'skuId'>;

/** Who bought a line's subscription, in the words of both views. */
export function customerFields(customerId: string, { state, partner }: Seen) {
  const customer = state.customers.get(customerId);
  return {
    partnerId: partner.id,
    customerId,
    customerName: customer?.companyName ?? '',
    customerDomainName: customer?.domain ?? '',
    customerCountry: customer?.country ?? '',
  };
}

/** What was sold, and who made it. */
export function productFields({ productId, skuId }: Sold, { state }: Seen) {
  const offer = state.offers.get(productId);
  const publisher = state.publishers.get(offer?.publisherId ?? '');
  return {
    productId,
    skuId,
    productName: offer?.title ?? '',
    skuName: planOf({ productId, skuId }, state)?.title ?? '',
    publisherName: publisher?.name ?? '',
    publisherId: publisher === undefined ? '' : publisherNumber(publisher.id),
  };
}

/** The same number for a publisher in every world, as a publisher has one for all its customers; eight digits (PC 7.5). */
const publisherNumber = (publisherId: string): string => createIds(0, 'publishers').digits(8, publisherId);

/** Numbers as they go over the wire: as text where `lineItems.numbersAsText` is on (PC 12). */
export const decimals = ({ state }: Seen): ((value: number) => number | string) =>
  state.settings['lineItems.numbersAsText'] ? String : (value) => value;

/** Whether lines are on no invoice yet. */
export const isUnbilled = ({ invoiceNumber }: Pick<Lines, 'invoiceNumber'>): boolean => invoiceNumber === '';

/**
 * The reseller on record as the wire has it: 0 without one (PC 7.5), where the ledger has the partner's own id;
 * -1 once it was removed (MPN-04).
 */
export const resellerOnWire = ({ mpnId, resellerMpnId }: Pick<Charge, 'mpnId' | 'resellerMpnId'>): number =>
  resellerMpnId === mpnId ? 0 : Number(resellerMpnId);

/** The last day of a period, which the wire includes (GEN-02). */
export const lastDay = (end: Day): string => `${wireEnd(end)}T00:00:00.000Z`;
