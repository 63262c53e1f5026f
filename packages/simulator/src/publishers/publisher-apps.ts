import { compact } from '../compact.ts';
import type { WorldDefinition } from '../definition/schema.ts';
import { hostedAddress } from './hosted-address.ts';

/** A publisher's own app, in place of the mock. */
export interface OwnPublisher {
  /** Which publisher it is; the first one of a world unless given, and where the world has none of that alias. */
  readonly alias?: string;
  readonly landingPageUrl?: string;
  readonly webhookUrl?: string;
}

/** Who stands behind the publishers of a world. */
export interface PublisherApps {
  /** Whether the mock publisher answers for publishers without an address of their own. */
  readonly mock: 'mock' | 'nobody';
  readonly own?: OwnPublisher;
  /** As whom the own app signs in, where a definition does not say it. */
  readonly registration?: Registration;
}

/** An application in its tenant. */
interface Registration {
  readonly tenantId: string;
  readonly applicationId: string;
}

type Publisher = WorldDefinition['publishers'][number];

/**
 * A definition in which every publisher has a landing page, and a webhook where somebody listens. What the
 * definition says itself stays; an own app takes the place of whatever stood there, and reports no licences, for no
 * API of Microsoft's takes such a report (ACT-13). The landing page that an own app lacks is the mock publisher's.
 */
export function withPublisherApps(
  definition: WorldDefinition,
  { mock, own, registration }: PublisherApps,
): WorldDefinition {
  const owner = ownedOf(definition.publishers, own)?.alias;
  const isTaken = tenantsBeside(owner, definition).includes(registration?.tenantId);
  const given = registration && !isTaken ? registration : {};
  return {
    ...definition,
    publishers: definition.publishers.map((publisher) =>
      own && publisher.alias === owner
        ? owned({ ...given, ...publisher }, own, mock)
        : hosted(publisher, mock),
    ),
  };
}

/** The publisher in whose place an own app is. */
export const ownedOf = <P extends { readonly alias: string }>(
  publishers: readonly P[],
  own: OwnPublisher | undefined,
): P | undefined => publishers.find(({ alias }) => alias === own?.alias) ?? publishers[0];

/** Tenants that a definition names for others: no two of its members have the same. */
const tenantsBeside = (
  owner: string | undefined,
  { partners, customers, publishers }: WorldDefinition,
): readonly (string | undefined)[] =>
  [...partners, ...customers, ...publishers.filter(({ alias }) => alias !== owner)].flatMap(
    ({ tenantId }) => tenantId ?? [],
  );

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
