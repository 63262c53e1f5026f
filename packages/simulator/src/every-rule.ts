import { allRules, type Rule } from '@marketsim/core';
import { onceRules } from '@marketsim/http';
import { partnerCenterRules } from '@marketsim/partner-center';

/** Every rule that the code implements, whichever package does. `docs/rules.md` is generated from it. */
export const everyRule: readonly Rule[] = [...allRules, ...onceRules, ...partnerCenterRules];
