import type { UsageEvent, UsageVerdict } from '../client/metering.ts';

/** An event that was reported. Instants are world time, UTC. */
export interface ReportedUse extends UsageEvent, UsageVerdict {
  readonly sentAt: string;
  readonly by: 'hand' | 'clock';
}

/** What has been reported; ids are compared without regard to case. */
export interface UsageLog {
  readonly add: (reported: ReportedUse) => void;
  /** About one subscription, the last of it last. */
  readonly of: (subscriptionId: string) => readonly ReportedUse[];
}

const maxKept = 5000;

/** A log in memory; the oldest events go first when there are more than 5000. */
export function createUsageLog(): UsageLog {
  const all: ReportedUse[] = [];
  return {
    add: (reported) => {
      all.push(reported);
      if (all.length > maxKept) all.shift();
    },
    of: (id) => all.filter(({ resourceId }) => resourceId.toLowerCase() === id.toLowerCase()),
  };
}
