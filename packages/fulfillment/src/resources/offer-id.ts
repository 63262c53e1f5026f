import type { Offer, State } from '@marketsim/core';

/** An offer's id; what the preview audience bought carries a suffix (SF 2.2, setting `purchase.preview`). */
export const wireOfferId = (
  { offerId }: Pick<Offer, 'offerId'>,
  { settings }: Pick<State, 'settings'>,
): string => (settings['purchase.preview'] ? `${offerId}-preview` : offerId);
