import type { Behaviour } from './behaviour.ts';
import { boundedMap } from './bounded-map.ts';

/** Key of the behaviour that holds where a subscription has none of its own. */
export const accountWide = '*';

/** The behaviours that were set; ids are compared without regard to case. */
export interface Behaviours {
  readonly set: (subscriptionId: string, behaviour: Behaviour) => void;
  /** Goes back to the account's behaviour; false when none was set. */
  readonly clear: (subscriptionId: string) => boolean;
  /** What was set for exactly this subscription. */
  readonly own: (subscriptionId: string) => Behaviour | undefined;
  /** What the next webhook call meets: the subscription's own, else the account's, else `fallback`. */
  readonly next: (subscriptionId: string, fallback: Behaviour) => Behaviour;
  /** The same for a call that has come: one of its times is used up. */
  readonly take: (subscriptionId: string, fallback: Behaviour) => Behaviour;
}

const maxBehaviours = 10_000;

/** Behaviours in memory. */
export function createBehaviours(): Behaviours {
  const all = boundedMap<Behaviour>(maxBehaviours);
  const holder = (subscriptionId: string): string => {
    const id = subscriptionId.toLowerCase();
    return all.get(id) ? id : accountWide;
  };
  return {
    set: (subscriptionId, behaviour) => all.set(subscriptionId.toLowerCase(), behaviour),
    clear: (subscriptionId) => all.delete(subscriptionId.toLowerCase()),
    own: (subscriptionId) => all.get(subscriptionId.toLowerCase()),
    next: (subscriptionId, fallback) => all.get(holder(subscriptionId)) ?? fallback,
    take: (subscriptionId, fallback) => {
      const key = holder(subscriptionId);
      const behaviour = all.get(key);
      if (behaviour?.times === 1) all.delete(key);
      else if (behaviour?.times) all.set(key, { ...behaviour, times: behaviour.times - 1 });
      return behaviour ?? fallback;
    },
  };
}
