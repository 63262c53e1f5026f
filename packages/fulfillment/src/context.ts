import type { Engine, Publisher } from '@marketsim/core';
import { endpointFor, type VerifiedToken, type World } from '@marketsim/http';

/** Who calls: a publisher, by its tenant and application, in the world of what the call is about (SF 1.4). */
export type PublisherContext = {
  readonly world: World;
  readonly engine: Engine;
  readonly token: VerifiedToken;
  readonly publisher: Publisher;
};

/** Declares an endpoint of this API. */
export const endpoint = endpointFor<PublisherContext>();
