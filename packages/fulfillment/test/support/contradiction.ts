import type { SettingOverrides } from '@marketsim/core';
import { describe, expect, test } from 'vitest';

/** What one side of a contradiction says, the settings that take it, and what is seen then. */
type Side<Seen> = readonly [says: string, settings: SettingOverrides, seen: Seen];

/** A contradiction of SF 9: the same thing is looked at in a world of each side. */
export function contradiction<Seen>(
  title: `C${number}: ${string}`,
  sides: readonly Side<NoInfer<Seen>>[],
  see: (settings: SettingOverrides) => PromiseLike<Seen> | Seen,
): void {
  describe(title, () => {
    test.each(sides)('%s', async (_, settings, seen) => {
      expect(await see(settings)).toEqual(seen);
    });
  });
}
