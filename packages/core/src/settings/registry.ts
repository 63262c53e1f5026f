import { cancellationSettings } from './cancellation.ts';
import { deliverySettings } from './delivery.ts';
import { fulfillmentSettings } from './fulfillment.ts';
import { lifecycleSettings } from './lifecycle.ts';
import { meteringSettings } from './metering.ts';
import { paymentSettings } from './payments.ts';
import { misfit, type Setting, type SettingValue, type ValueOf } from './setting.ts';
import { wireSettings } from './wire.ts';

/** Every knob of a world: one id each, with the names by which other documents know it. */
export const settingsRegistry = {
  ...cancellationSettings,
  ...lifecycleSettings,
  ...meteringSettings,
  ...paymentSettings,
  ...deliverySettings,
  ...wireSettings,
  ...fulfillmentSettings,
} as const;

export type SettingId = keyof typeof settingsRegistry;

/** The value of every setting. */
export type Settings = { readonly [Id in SettingId]: ValueOf<(typeof settingsRegistry)[Id]> };

/** Values for some settings. */
export type SettingOverrides = Partial<Settings>;

const isSettingId = (name: string): name is SettingId => Object.hasOwn(settingsRegistry, name);

const byAlias = new Map<string, SettingId>(
  Object.keys(settingsRegistry)
    .filter(isSettingId)
    .flatMap((id) => aliasesOf(settingsRegistry[id]).map((alias): [string, SettingId] => [alias, id])),
);

function aliasesOf(setting: Setting): readonly string[] {
  return setting.aliases ?? [];
}

/** The setting's id for its id or one of its aliases. */
export const settingIdOf = (name: string): SettingId | undefined =>
  isSettingId(name) ? name : byAlias.get(name);

/** The ids of the settings that some values are for. */
export const settingsIn = (values: SettingOverrides): readonly SettingId[] =>
  Object.keys(values).filter(isSettingId);

/** Why a value does not fit a setting, in words; nothing when it fits. */
export const settingMisfit = (id: SettingId, value: unknown): string | undefined =>
  misfit(settingsRegistry[id], value);

/** The settings with one of them changed. The value must fit (`settingMisfit`). */
export const withSetting = (settings: Settings, id: SettingId, value: SettingValue): Settings => ({
  ...settings,
  [id]: value,
});

/** All settings at their defaults. */
export const defaultSettings: Settings = defaults();

function defaults(): Settings {
  const entries = Object.entries(settingsRegistry).map(([id, setting]) => [id, setting.default]);
  return Object.fromEntries(entries) as Settings;
}
