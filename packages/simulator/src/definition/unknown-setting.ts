import { type Setting, settingsRegistry } from '@marketsim/core';
import { didYouMean } from '@marketsim/http';

const entries: readonly (readonly [string, Setting])[] = Object.entries(settingsRegistry);
const known = entries.flatMap(([id, { aliases = [] }]) => [id, ...aliases]);

/** The refusal of a setting that does not exist, with the one that may be meant. */
export const unknownSetting = (name: string): string =>
  `there is no setting "${name}"${didYouMean(name, known)}`;
