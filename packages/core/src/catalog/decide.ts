import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { applicationKey, type Offer, type Publisher } from './catalog.ts';
import { offerFault } from './offer-fault.ts';

/** Makes a publisher known to the world. */
export interface RegisterPublisher {
  readonly type: 'RegisterPublisher';
  readonly publisher: Publisher;
}

/** Puts an offer with its plans on sale. */
export interface PublishOffer {
  readonly type: 'PublishOffer';
  readonly offer: Offer;
}

export function registerPublisher({ publisher }: RegisterPublisher, { state }: Context): Decision {
  if (state.publishers.has(publisher.id))
    return reject({ code: 'idTaken', kind: 'publisher', id: publisher.id });
  const application = applicationKey(publisher);
  if (state.publisherByApplication.has(application)) {
    return reject({ code: 'idTaken', kind: 'application', id: application });
  }
  return accept([{ type: 'PublisherRegistered', publisher }]);
}

export function publishOffer({ offer }: PublishOffer, { state }: Context): Decision {
  if (!state.publishers.has(offer.publisherId)) {
    return reject({ code: 'publisherNotFound', publisherId: offer.publisherId });
  }
  if (state.offers.has(offer.productId))
    return reject({ code: 'idTaken', kind: 'offer', id: offer.productId });
  const detail = offerFault(offer);
  if (detail !== undefined) return reject({ code: 'offerInvalid', detail });
  return accept([{ type: 'OfferPublished', offer }]);
}
