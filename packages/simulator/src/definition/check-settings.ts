import { settingIdOf, settingMisfit } from '@marketsim/core';
import type { Finding } from './problem.ts';
import { unknownSetting } from './unknown-setting.ts';

/** What is wrong with a list of settings: unknown names and values that do not fit. */
export function checkSettings(settings: Readonly<Record<string, unknown>>): readonly Finding[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const path = ['settings', name];
    const id = settingIdOf(name);
    if (id === undefined) return [{ path, message: unknownSetting(name) }];
    const expected = settingMisfit(id, value);
    return expected === undefined ? [] : [{ path, message: expected }];
  });
}
