import {
  isPresetName,
  isProfileName,
  type PresetName,
  type ProfileName,
  presets,
  profiles,
  resolveSettings,
} from './profiles.ts';
import { type SettingId, type Settings, settingsIn } from './registry.ts';

/** A profile and a preset, and what is set otherwise than both together have it. */
export interface ClosestPolicy {
  readonly profile: ProfileName;
  readonly preset: PresetName;
  readonly otherwise: readonly SettingId[];
}

/** The names that a world's settings, which are all that it keeps of them, come closest to; in doubt the default ones. */
export function closestPolicy(settings: Settings): ClosestPolicy {
  const presetNames = Object.keys(presets).filter(isPresetName);
  return Object.keys(profiles)
    .filter(isProfileName)
    .flatMap((profile) => presetNames.map((preset) => ({ profile, preset })))
    .map((names) => ({ ...names, otherwise: differing(settings, resolveSettings(names)) }))
    .reduce((best, one) => (one.otherwise.length < best.otherwise.length ? one : best));
}

/** A setting has values of one kind: lists are the same where their texts are. */
const differing = (settings: Settings, named: Settings): readonly SettingId[] =>
  settingsIn(named).filter((id) => String(settings[id]) !== String(named[id]));
