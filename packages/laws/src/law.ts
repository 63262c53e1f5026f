import type { Instant } from '@marketsim/core';
import type { Chronicle } from './chronicle/chronicle.ts';
import type { Moment } from './chronicle/moment.ts';
import type { Run } from './suite/runs.ts';
import type { Stage } from './suite/stage.ts';
import type { View } from './view.ts';

/** What breaks a law, as briefly as it can be told. */
export interface Finding {
  /** Id of the subscription, line, invoice or operation. */
  readonly subject: string;
  /** What there is and what there should be, with dates and amounts in minor units. */
  readonly found: string;
}

/** A finding with the law that it breaks. */
export interface Violation extends Finding {
  readonly law: string;
  /** Ids of the rules that the law follows from. */
  readonly rules: readonly string[];
  readonly at: Instant;
}

/** When a law is judged: after every command, after a whole run, or by comparing two runs. */
export type LawKind = 'step' | 'end' | 'pair';

/** Something that must always hold. */
export interface Law {
  readonly id: string;
  readonly kind: LawKind;
  /** One sentence in our own words. */
  readonly says: string;
  readonly rules: readonly string[];
}

/** A law that is judged while a world runs, at a cost in proportion to what has happened since the last time. */
export interface StepLaw extends Law {
  readonly kind: 'step';
  /** Judges what happened at one instant, by the facts alone. */
  readonly judge?: (moment: Moment) => readonly Finding[];
  /** Judges what the engine shows now of what has changed, against the facts. */
  readonly look?: (view: View) => readonly Finding[];
  /** Judges again, over everything, what single steps see only in parts. */
  readonly review?: (chronicle: Chronicle, view: View) => readonly Finding[];
}

/** A law that is judged after a run, over everything. */
export interface EndLaw extends Law {
  readonly kind: 'end';
  readonly review: (chronicle: Chronicle, view: View) => readonly Finding[];
}

/** A law that compares two runs. */
export interface PairLaw extends Law {
  readonly kind: 'pair';
  /** Plays a run and another one that differs in what the law is about; nothing where the run has no such thing. */
  readonly play: (run: Run) => readonly [Stage, Stage] | undefined;
  readonly compare: (first: Stage, second: Stage) => readonly Finding[];
}
