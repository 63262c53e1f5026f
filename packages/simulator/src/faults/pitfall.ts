import type { FaultKind } from './fault-kind.ts';
import type { Play } from './stage/stage.ts';

/** What is told of everything that developers trip over (SF 10). */
interface Described {
  /** Such as `F16`, by which it is switched on, prepared or made. */
  readonly id: string;
  readonly title: string;
  /** What the publisher sees of it. */
  readonly symptom: string;
  /** What a correct client does. */
  readonly correct: string;
  /** Where it was reported or documented. */
  readonly source: string;
}

/** A pitfall that can be switched on in any world. */
interface FaultPitfall extends Described {
  readonly kind: 'fault';
  readonly fault: FaultKind;
  /** Strikes in a fresh world, where it is seen. */
  readonly play: Play;
}

/** A pitfall that lies in how things stand: a world is prepared in which they stand so. */
interface StatePitfall extends Described {
  readonly kind: 'state';
  /** Brings a fresh world there, and looks at it as a publisher does. */
  readonly play: Play;
}

/** A pitfall of the client's own making: it is made in a world of its own, to see what the marketplace answers. */
interface MistakePitfall extends Described {
  readonly kind: 'mistake';
  readonly play: Play;
}

export type Pitfall = FaultPitfall | StatePitfall | MistakePitfall;
