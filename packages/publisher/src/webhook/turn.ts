import type { Standing } from './confirm.ts';
import type { Waiting } from './pause.ts';

/** A confirmed event on its way through a behaviour. */
export interface Turn extends Waiting {
  /** Whether an answer is awaited; otherwise, whether the change holds or did not come about. */
  readonly standing: Standing;
  /** Sends the HTTP reply; resolves once it is out. */
  readonly reply: (status: number) => Promise<void>;
  /** Writes down what was answered. */
  readonly tell: (answer: string) => void;
}
