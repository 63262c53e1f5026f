import type { Instant } from '@marketsim/core';
import fc from 'fast-check';
import type { Deed, Step } from '../scenario/step.ts';
import type { Stage } from '../suite/stage.ts';

/** One kind of thing that the property suite does: how often, with what, and what that is on a stage. */
export interface Doing<Args> {
  readonly name: string;
  /** Of about a hundred (RB 15.0). */
  readonly weight: number;
  readonly args: fc.Arbitrary<Args>;
  /** What it comes to as things stand; nothing where it makes no sense. */
  readonly deed: (args: Args, stage: Stage) => Deed | Moved | undefined;
}

/** A move of the clock. */
export interface Moved {
  readonly to: Instant;
}

/** A thing to do, its step on a stage still to be found. */
export interface Intent {
  readonly name: string;
  step(stage: Stage): Step | undefined;
}

const stepOf = (deed: Deed | Moved, { engine }: Stage): Step =>
  'to' in deed ? { at: deed.to, wait: true } : { at: engine.now(), ...deed };

/** What a doing may come to. */
const intentsOf = <Args>({ name, args, deed }: Doing<Args>): fc.Arbitrary<Intent> =>
  args.map((given) => ({
    name,
    step: (stage) => {
      const found = deed(given, stage);
      return found && stepOf(found, stage);
    },
    toString: () => `${name} ${fc.stringify(given)}`,
  }));

/** A doing as it stands beside others, whatever its arguments are. */
export interface AnyDoing {
  readonly name: string;
  readonly weight: number;
  readonly intents: fc.Arbitrary<Intent>;
}

export const doing = <Args>(one: Doing<Args>): AnyDoing => ({
  name: one.name,
  weight: one.weight,
  intents: intentsOf(one),
});
