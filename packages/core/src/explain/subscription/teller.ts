import type { EventOf, SubscriptionEventBody } from '../../event.ts';
import type { Sentence } from '../explanation.ts';
import type { Happened, Past } from '../past.ts';

/** A fact with what stood before it, and the facts of the same subscription around it. */
export interface Scene<Type extends SubscriptionEventBody['type'] = SubscriptionEventBody['type']>
  extends Omit<Happened, 'event'> {
  readonly event: EventOf<Type>;
  /** What happened to it just before, and just after. */
  readonly previous: Happened['event'] | undefined;
  readonly next: Happened['event'] | undefined;
  readonly past: Past;
}

/** Says what one kind of fact did, and why. */
type Teller<Type extends SubscriptionEventBody['type']> = (scene: Scene<Type>) => Omit<Sentence, 'at'>;

export type Tellers<Type extends SubscriptionEventBody['type']> = {
  readonly [T in Type]: Teller<T>;
};
