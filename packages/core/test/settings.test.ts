import { describe, expect, it } from 'vitest';
import {
  closestPolicy,
  presets,
  profiles,
  resolveSettings,
  type Setting,
  type SettingId,
  settingIdOf,
  settingMisfit,
  settingsRegistry,
} from '../src/index.ts';
import { accepted, aStory, refusal } from './support/story.ts';

const entries: readonly (readonly [string, Setting])[] = Object.entries(settingsRegistry);
const idOf = (name: string): SettingId => {
  const id = settingIdOf(name);
  if (!id) throw new Error(`no setting ${name}`);
  return id;
};

describe('settings', () => {
  it.each(entries)('%s has a default that fits, words and a source', (name, setting) => {
    expect(settingMisfit(idOf(name), setting.default)).toBeUndefined();
    expect(setting.description).toMatch(/\.$/);
    expect(setting.source).not.toBe('');
  });

  it('aliases lead to one setting each', () => {
    const aliases = entries.flatMap(([, { aliases: names = [] }]) => names);
    expect(new Set(aliases).size).toBe(aliases.length);
    expect(settingIdOf('cartTtl')).toBe('cart.ttl');
    expect(settingIdOf('toString')).toBeUndefined();
  });

  it.each(Object.entries({ ...profiles, ...presets }))('%s holds values that fit', (_name, overrides) => {
    for (const [id, value] of Object.entries(overrides))
      expect(settingMisfit(idOf(id), value)).toBeUndefined();
  });

  it.each([
    ['cart.ttl', 'P1M'],
    ['cart.ttl', 7],
    ['cancel.anchor', 'birth'],
    ['invoice.day', 29],
    ['invoice.day', 1.5],
    ['mpn.strictState', 'true'],
    ['terms.allowed', ['P1W/weekly']],
    ['links.base', 'https://main.example/api'],
    ['links.base', 7],
  ] as const)('%s refuses %j and says what fits', (name, value) => {
    const story = aStory();
    const error = refusal(story.run({ type: 'ChangeSetting', name, value }));
    expect(error).toMatchObject({
      code: 'settingInvalid',
      name,
      expected: expect.stringMatching(/^must be /),
    });
    expect(story.engine.state.settings).toEqual(resolveSettings({}));
  });

  it('are changed by alias too, and unknown ones are refused', () => {
    const story = aStory();
    accepted(story.run({ type: 'ChangeSetting', name: 'cartTtl', value: 'PT15M' }));
    expect(story.engine.state.settings['cart.ttl']).toBe('PT15M');
    expect(refusal(story.run({ type: 'ChangeSetting', name: 'nope', value: 1 }))).toEqual({
      code: 'settingUnknown',
      name: 'nope',
    });
  });

  it('single settings win over the profile, the profile over the preset', () => {
    const settings = resolveSettings({
      profile: 'current',
      preset: 'strict-docs',
      settings: { 'cancel.afterWindow': 'schedule' },
    });
    expect(settings['cancel.afterWindow']).toBe('schedule');
    expect(settings['rounding.mode']).toBe('unitFloor');
    expect(settings['activation.body']).toBe('validate');
  });

  it('tell which profile and preset they come closest to, and what is otherwise', () => {
    expect(closestPolicy(resolveSettings({}))).toEqual({
      profile: 'seed',
      preset: 'production-like',
      otherwise: [],
    });
    const story = aStory();
    for (const [name, value] of Object.entries({ ...presets['strict-docs'], ...profiles.current }))
      accepted(story.run({ type: 'ChangeSetting', name, value }));
    accepted(story.run({ type: 'ChangeSetting', name: 'terms.allowed', value: ['P1M/monthly'] }));
    expect(closestPolicy(story.engine.state.settings)).toEqual({
      profile: 'current',
      preset: 'strict-docs',
      otherwise: ['terms.allowed'],
    });
  });
});
