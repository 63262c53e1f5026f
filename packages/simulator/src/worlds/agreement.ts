import { isDeepStrictEqual } from 'node:util';
import { parseDefinition } from '../definition/parse.ts';
import { ownedOf, withPublisherApps } from '../publishers/publisher-apps.ts';
import { policyOf, type Recipe, type WorldDefaults } from './recipe.ts';

/**
 * What is asked for that a kept world was not made with, in words. What the options leave out is not asked for, and
 * what was changed in the world since it was made does not count.
 */
export const disagreements = (kept: Recipe, wanted: WorldDefaults): readonly string[] => [
  ...ofSeed(kept, wanted),
  ...ofPolicy(kept, wanted),
  ...ofDefinition(kept, wanted),
  ...ofOwnPublisher(kept, wanted),
];

function ofSeed({ seed }: Recipe, wanted: WorldDefaults): readonly string[] {
  return wanted.seed === undefined || wanted.seed === seed ? [] : [`its seed is ${seed}, not ${wanted.seed}`];
}

function ofPolicy(kept: Recipe, wanted: WorldDefaults): readonly string[] {
  const { profile, preset, settings, startsAt, definition } = wanted;
  const given = definition === undefined ? kept.definition : parseDefinition(definition);
  const policy = policyOf([given, wanted]);
  const began = startsAt !== undefined && policy.startsAt !== kept.startsAt;
  const isAsked = profile !== undefined || preset !== undefined || Object.keys(settings ?? {}).length > 0;
  const wantedSettings = new Map<string, unknown>(Object.entries(policy.settings));
  const amiss = Object.entries(kept.settings).filter(
    ([id, value]) => isAsked && !isDeepStrictEqual(value, wantedSettings.get(id)),
  );
  return [
    ...(began ? [`it began at ${kept.startsAt}, not at ${policy.startsAt}`] : []),
    ...amiss.map(([id, value]) => `${id} was ${value}, not ${wantedSettings.get(id)}`),
  ];
}

function ofDefinition(kept: Recipe, { definition, publisherApps }: WorldDefaults): readonly string[] {
  if (definition === undefined) return [];
  const wanted = withPublisherApps(parseDefinition(definition), publisherApps ?? { mock: 'nobody' });
  return isDeepStrictEqual(kept.definition, wanted) ? [] : ['its accounts or catalog are others'];
}

function ofOwnPublisher({ definition }: Recipe, { publisherApps }: WorldDefaults): readonly string[] {
  const { own } = publisherApps ?? {};
  const kept = ownedOf(definition.publishers, own);
  const amiss = (['landingPageUrl', 'webhookUrl'] as const).filter(
    (page) => own?.[page] !== undefined && own[page] !== kept?.[page],
  );
  return amiss.map((page) => `the ${page} of its publisher is ${kept?.[page] ?? 'none'}, not ${own?.[page]}`);
}
