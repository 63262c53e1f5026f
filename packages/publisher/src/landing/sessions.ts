import { randomBytes } from 'node:crypto';
import { boundedMap } from '../bounded-map.ts';

const lifeMs = 24 * 60 * 60 * 1000;
const maxSessions = 5000;

/** Landing sessions: an unguessable id stands for the subscription that a purchase token opened. */
export interface Sessions {
  readonly open: (subscriptionId: string) => string;
  readonly find: (session: string) => string | undefined;
}

/** Sessions in memory; each lives 24 hours of wall time, and the oldest go first when there are too many. */
export function createSessions(now: () => number): Sessions {
  const sessions = boundedMap<{ readonly subscriptionId: string; readonly endsAt: number }>(maxSessions);
  return {
    open: (subscriptionId) => {
      const session = randomBytes(24).toString('base64url');
      sessions.set(session, { subscriptionId, endsAt: now() + lifeMs });
      return session;
    },
    find: (session) => {
      const found = sessions.get(session);
      return found && now() < found.endsAt ? found.subscriptionId : undefined;
    },
  };
}
