import { readDefinitionFile, type SimulatorOptions, seedDefinition } from '@marketsim/simulator';
import type { StartOptions } from './options.ts';

type OwnPublisher = NonNullable<SimulatorOptions['ownPublisher']>;

type Given = Pick<
  StartOptions,
  'publisherLanding' | 'publisherWebhook' | 'publisherAlias' | 'world' | 'seed'
>;

/**
 * The publisher in whose place an own app is, with its addresses; nothing when there is no own app. Rejects when no
 * publisher of the world has the alias, or when the world has none.
 */
export async function ownPublisherOf(
  given: Given,
): Promise<(Required<Pick<OwnPublisher, 'alias'>> & OwnPublisher) | undefined> {
  const { publisherLanding, publisherWebhook, publisherAlias, world, seed = 1 } = given;
  if (publisherLanding === undefined && publisherWebhook === undefined) {
    if (publisherAlias === undefined) return undefined;
    throw new Error(
      '--publisher-alias says whose place your app takes: give --publisher-landing or --publisher-webhook too',
    );
  }
  const { publishers } = world === undefined ? await seedDefinition(seed) : await readDefinitionFile(world);
  const aliases = publishers.map(({ alias }) => alias);
  const [alias = aliases[0]] = [publisherAlias];
  if (alias === undefined) throw new Error('the world has no publisher in whose place your app could be');
  if (!aliases.includes(alias)) {
    throw new Error(
      `--publisher-alias: the world has no publisher "${alias}"; there is ${aliases.join(', ')}`,
    );
  }
  return {
    alias,
    ...(publisherLanding !== undefined && { landingPageUrl: publisherLanding }),
    ...(publisherWebhook !== undefined && { webhookUrl: publisherWebhook }),
  };
}
