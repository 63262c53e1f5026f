import type { Command, Ids, Instant } from '@marketsim/core';
import { accountCommands } from './account-commands.ts';
import { catalogCommands } from './catalog-commands.ts';
import { faultCommands } from './faults.ts';
import type { IdentifiedDefinition } from './identities.ts';
import { exchangeRateCommands, marginCommands } from './money-commands.ts';

/** The commands that make an empty world the one of the definition, in the order in which they must run. */
export const commandsFor = (
  identified: IdentifiedDefinition,
  { ids, startsAt }: { readonly ids: Ids; readonly startsAt: Instant },
): readonly Command[] => [
  ...accountCommands(identified, startsAt),
  ...catalogCommands(identified, ids),
  ...exchangeRateCommands(identified.definition),
  ...marginCommands(identified, ids),
  ...faultCommands(identified.definition),
];
