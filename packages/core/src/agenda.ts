import { compareDue, type Due } from './due.ts';
import { createQueue } from './queue.ts';
import type { Instant } from './time.ts';

/**
 * Due work in its order (GEN-03), in one group for each instant. A group is put in order when its turn comes: much
 * falls due at few instants, and to sort it once costs less than to keep it sorted all the time.
 */
export interface Agenda {
  add(due: Due): void;
  /** The earliest instant at which something is due. */
  nextAt(): Instant | undefined;
  /** Takes out what comes first. */
  take(): Due | undefined;
}

interface Group {
  /** Once in order, what comes first stands last. */
  readonly dues: Due[];
  isOrdered: boolean;
}

const compareInstants = (a: Instant, b: Instant): number => (a < b ? -1 : a > b ? 1 : 0);

/** Puts something into a group that is in order already, behind its equals. */
function insert(dues: Due[], due: Due): void {
  let [low, high] = [0, dues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = dues[middle];
    if (other && compareDue(other, due) > 0) low = middle + 1;
    else high = middle;
  }
  dues.splice(low, 0, due);
}

/** An agenda with nothing on it. */
export function createAgenda(): Agenda {
  const instants = createQueue(compareInstants);
  const groups = new Map<Instant, Group>();

  const groupAt = (at: Instant): Group => {
    const known = groups.get(at);
    if (known) return known;
    const group = { dues: [], isOrdered: false };
    groups.set(at, group);
    instants.push(at);
    return group;
  };

  return {
    add: (due) => {
      const { dues, isOrdered } = groupAt(due.at);
      if (isOrdered) insert(dues, due);
      else dues.push(due);
    },
    nextAt: () => instants.peek(),
    take: () => {
      const at = instants.peek();
      const group = at && groups.get(at);
      if (!group) return undefined;
      const { dues, isOrdered } = group;
      if (!isOrdered) dues.reverse().sort((a, b) => compareDue(b, a));
      group.isOrdered = true;
      const first = dues.pop();
      if (dues.length === 0) {
        groups.delete(at);
        instants.pop();
      }
      return first;
    },
  };
}
