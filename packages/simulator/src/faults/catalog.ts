import type { FaultKind } from './fault-kind.ts';
import { genericFaults } from './generic.ts';
import type { Pitfall } from './pitfall.ts';
import { activationPitfalls } from './pitfalls/activation.ts';
import { changePitfalls } from './pitfalls/changes.ts';
import { lagPitfalls } from './pitfalls/lag.ts';
import { landingPitfalls } from './pitfalls/landing.ts';
import { listPitfalls } from './pitfalls/lists.ts';
import { meteringPitfalls } from './pitfalls/metering.ts';
import { operationPitfalls } from './pitfalls/operations.ts';
import { shapePitfalls } from './pitfalls/shapes.ts';
import { signInPitfalls } from './pitfalls/sign-in.ts';
import { termPitfalls } from './pitfalls/terms.ts';
import { transportPitfalls } from './pitfalls/transport.ts';
import { webhookPitfalls } from './pitfalls/webhooks.ts';

/** Everything that developers trip over (SF 10), in order of the ids. `docs/faults.md` is generated from it. */
export const allPitfalls: readonly Pitfall[] = [
  ...activationPitfalls,
  ...changePitfalls,
  ...lagPitfalls,
  ...landingPitfalls,
  ...listPitfalls,
  ...meteringPitfalls,
  ...operationPitfalls,
  ...shapePitfalls,
  ...signInPitfalls,
  ...termPitfalls,
  ...transportPitfalls,
  ...webhookPitfalls,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** A pitfall by its id, in any case, with or without the zero in front of a single digit. */
export function pitfallOf(id: string): Pitfall | undefined {
  const written = id.toUpperCase().replace(/^F(\d)$/, 'F0$1');
  return allPitfalls.find((pitfall) => pitfall.id.toUpperCase() === written);
}

/** What can be switched on, by name: the pitfalls that are faults, and the generic faults. */
export const faultKinds: ReadonlyMap<string, FaultKind> = new Map([
  ...allPitfalls.flatMap((pitfall): [string, FaultKind][] =>
    pitfall.kind === 'fault' ? [[pitfall.id, pitfall.fault]] : [],
  ),
  ...Object.entries(genericFaults),
]);
