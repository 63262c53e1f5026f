import type { EventBody } from './event.ts';
import type { Ids } from './ids.ts';
import type { Outcome } from './outcome.ts';
import type { State } from './state/state.ts';
import type { Instant } from './time.ts';

/** What a command leads to: facts, or one refusal. */
export type Decision = Outcome<readonly EventBody[]>;

/** What a decider may look at. It changes none of it. */
export interface Context {
  readonly now: Instant;
  readonly state: State;
  readonly ids: Ids;
}
