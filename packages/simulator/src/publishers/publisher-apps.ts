import { compact } from '../compact.ts';
import type { WorldDefinition } from '../definition/schema.ts';
import { hostedAddress } from './hosted-address.ts';

/** A publisher's own app, in place of the mock. */
export interface OwnPublisher {
  /** Which publisher it is; the first one of the world unless given. */
  readonly alias?: string;
  readonly landingPageUrl?: string;
  readonly webhookUrl?: string;
}

/** Who stands behind the publishers of a world. */
export interface PublisherApps {
  /** Whether the mock publisher answers for publishers without an address of their own. */
  readonly mock: 'mock' | 'nobody';
  readonly own?: OwnPublisher;
}

type Publisher = WorldDefinition['publishers'][number];

/**
 * A definition in which every publisher has a landing page, and a webhook where somebody listens. What the
 * definition says itself stays; an own app takes the place of whatever stood there, and reports no licences, for no
 * API of Microsoft's takes such a report (ACT-13). The landing page that an own app lacks is the mock publisher's.
 */
export function withPublisherApps(
  definition: WorldDefinition,
  { mock, own }: PublisherApps,
): WorldDefinition {
  const owner = own?.alias ?? definition.publishers[0]?.alias;
  return {
    ...definition,
    publishers: definition.publishers.map((publisher) =>
      own && publisher.alias === owner ? owned(publisher, own, mock) : hosted(publisher, mock),
    ),
  };
}

function owned(
  publisher: Publisher,
  { landingPageUrl = publisher.landingPageUrl, webhookUrl }: OwnPublisher,
  mock: PublisherApps['mock'],
): Publisher {
  const stood = mock === 'mock' ? hostedAddress(publisher.alias, 'landing') : undefined;
  return {
    ...publisher,
    ...compact({ landingPageUrl: landingPageUrl ?? stood, webhookUrl }),
    reportsLicenseAssignment: false,
  };
}

function hosted(publisher: Publisher, mock: PublisherApps['mock']): Publisher {
  if (publisher.landingPageUrl !== undefined) return publisher;
  const { alias } = publisher;
  const webhook = mock === 'mock' && publisher.webhookUrl === undefined;
  return {
    ...publisher,
    landingPageUrl: hostedAddress(alias, 'landing'),
    ...(webhook && { webhookUrl: hostedAddress(alias, 'webhook') }),
  };
}
