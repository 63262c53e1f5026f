import {
  defaultStart,
  type Instant,
  instant,
  isPresetName,
  isProfileName,
  isWorldTime,
  type PresetName,
  type ProfileName,
  presets,
  profiles,
  resolveSettings,
  type Settings,
  type SettingValue,
  settingIdOf,
  settingMisfit,
  withSetting,
} from '@marketsim/core';
import { didYouMean } from '@marketsim/http';
import type { ClockMode } from '../clock/clock-view.ts';
import { compact } from '../compact.ts';
import { parseDefinition } from '../definition/parse.ts';
import type { WorldDefinition, WorldDefinitionInput } from '../definition/schema.ts';
import { unknownSetting } from '../definition/unknown-setting.ts';
import { type PublisherApps, withPublisherApps } from '../publishers/publisher-apps.ts';
import { seedDefinition } from '../seed/seed-definition.ts';
import { WorldError } from './world-error.ts';

/** How a world shall be. What is left out comes from the definition and from the simulator's own options. */
export interface WorldOptions {
  /** Ids and, without a definition, names derive from it; 1 unless given. */
  readonly seed?: number;
  /** Who is in it and what is sold; without one the seed's own world. */
  readonly definition?: WorldDefinitionInput;
  readonly profile?: ProfileName;
  readonly preset?: PresetName;
  /** Single settings, by id or alias; they win over profile and preset. */
  readonly settings?: Readonly<Record<string, SettingValue>>;
  /** ISO 8601 with offset. */
  readonly startsAt?: string;
  /** Whether its clock stands still until it is told to move, or runs along with real time. */
  readonly clock?: ClockMode;
}

/** Everything that determines a world besides the commands it gets. */
export interface Recipe {
  readonly name: string;
  /** The name that ids derive from: its own, or that of the world from which it was forked. */
  readonly idsOf: string;
  readonly seed: number;
  readonly definition: WorldDefinition;
  readonly settings: Settings;
  readonly startsAt: Instant;
  readonly clock: ClockMode;
}

/** What the worlds of a simulator have by default. */
export interface WorldDefaults extends WorldOptions {
  /** Who stands behind publishers; nobody unless given. */
  readonly publisherApps?: PublisherApps;
}

/**
 * Completes and checks the options; rejects with a `WorldError` or `WorldDefinitionError`. What the options leave
 * open comes from their definition, then from the defaults; a definition of the defaults comes last.
 */
export async function recipeOf(
  name: string,
  options: WorldOptions,
  defaults: WorldDefaults = {},
): Promise<Recipe> {
  const seed = seedOf(options.seed ?? defaults.seed ?? 1);
  const given = options.definition ?? defaults.definition;
  const described = given === undefined ? await seedDefinition(seed) : parseDefinition(given);
  const definition = withPublisherApps(described, defaults.publisherApps ?? { mock: 'nobody' });
  const layers =
    options.definition === undefined ? [definition, defaults, options] : [defaults, definition, options];
  const clock = options.clock ?? defaults.clock ?? 'frozen';
  return { name, idsOf: name, seed, definition, clock, ...policyOf(layers) };
}

/** Checks options before any world is made of them; throws as `recipeOf` rejects. */
export function checkOptions(options: WorldOptions): void {
  seedOf(options.seed ?? 1);
  policyOf([options.definition === undefined ? {} : parseDefinition(options.definition), options]);
}

function seedOf(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new WorldError('seedInvalid', 'seed must be a whole number from 0', 'seed');
}

/** What definitions and options have in common. Names come from callers without types too. */
export interface Layer {
  readonly profile?: string | undefined;
  readonly preset?: string | undefined;
  readonly settings?: Readonly<Record<string, SettingValue>> | undefined;
  readonly startsAt?: string | undefined;
}

/** What the highest layer that says something says; single settings win over profile and preset. */
export function policyOf(layers: readonly Layer[]): Pick<Recipe, 'settings' | 'startsAt'> {
  const last = <K extends keyof Layer>(member: K): Layer[K] =>
    layers.findLast((layer) => layer[member] !== undefined)?.[member];
  const names = { profile: profileOf(last('profile')), preset: presetOf(last('preset')) };
  const single: Record<string, SettingValue> = Object.assign({}, ...layers.map(({ settings }) => settings));
  const startsAt = last('startsAt');
  return {
    settings: withSettings(resolveSettings(compact(names)), single),
    startsAt: startsAt === undefined ? defaultStart : momentOf(startsAt, 'startsAt'),
  };
}

function profileOf(name: string | undefined): ProfileName | undefined {
  if (name === undefined || isProfileName(name)) return name;
  throw new WorldError('profileUnknown', unknownAmong('profile', name, Object.keys(profiles)), 'profile');
}

function presetOf(name: string | undefined): PresetName | undefined {
  if (name === undefined || isPresetName(name)) return name;
  throw new WorldError('presetUnknown', unknownAmong('preset', name, Object.keys(presets)), 'preset');
}

const unknownAmong = (kind: string, name: string, known: readonly string[]): string =>
  `there is no ${kind} "${name}"; there is ${known.join(', ')}${didYouMean(name, known)}`;

/** The moment that a text names; throws a `WorldError` for none, and for one outside of a world's time. */
export function momentOf(text: string, target: string): Instant {
  const invalid = (why: string): WorldError => new WorldError('instantInvalid', `"${text}" ${why}`, target);
  let at: Instant;
  try {
    at = instant(text);
  } catch {
    throw invalid('is no moment with an offset, such as 2026-02-01T00:00:00Z');
  }
  if (isWorldTime(at)) return at;
  throw invalid('is not in the years of a world, 0 to 9799');
}

/** The settings with some changed, by id or alias; throws a `WorldError` for the first that is wrong. */
export function withSettings(settings: Settings, changes: Readonly<Record<string, SettingValue>>): Settings {
  let changed = settings;
  for (const [name, value] of Object.entries(changes)) {
    const id = settingIdOf(name);
    if (id === undefined) throw new WorldError('settingUnknown', unknownSetting(name), name);
    const expected = settingMisfit(id, value);
    if (expected !== undefined) throw new WorldError('settingInvalid', `${name} ${expected}`, name);
    changed = withSetting(changed, id, value);
  }
  return changed;
}
