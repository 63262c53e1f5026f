import { isDeepStrictEqual } from 'node:util';
import { settingIdOf } from '@marketsim/core';
import { compact } from '../compact.ts';
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
  const words = ([id, value]: (typeof amiss)[number]): string =>
    `${id} was ${value}, not ${wantedSettings.get(id)}`;
  const single = new Set<string | undefined>(Object.keys(settings ?? {}).map(settingIdOf));
  const [named, others] = [true, false].map((isNamed) => amiss.filter(([id]) => single.has(id) === isNamed));
  return [
    ...(began ? [`it began at ${kept.startsAt}, not at ${policy.startsAt}`] : []),
    ...(named ?? []).map(words),
    ...inShort((others ?? []).map(words), compact({ profile, preset })),
  ];
}

/** Settings that nobody named: what asks for them, how many they are, and the first. */
function inShort(amiss: readonly string[], asking: Readonly<Record<string, string>>): readonly string[] {
  const [first, ...rest] = amiss;
  if (first === undefined || rest.length === 0) return amiss;
  const who = Object.entries(asking).map(([kind, name]) => `${kind} ${name}`);
  const whose = who.length === 0 ? '' : ` with ${who.join(' and ')}`;
  return [`${amiss.length} settings differ${whose}: ${first}, and ${rest.length} more`];
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
