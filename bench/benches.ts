import { commands } from './commands.ts';
import { idle } from './idle.ts';
import { kit } from './kit.ts';
import type { Figure } from './lib/figures.ts';
import { memory } from './memory.ts';
import { type Mutation, mutation } from './mutants.ts';
import { readsOverHttp } from './reads.ts';
import { startToFirstAnswer } from './start.ts';
import { webhooks } from './webhooks.ts';
import { writesToDisk } from './writes.ts';
import { years } from './years.ts';

/** Something that is measured. */
export interface Bench {
  readonly name: string;
  /** Takes so long that it is done only where it is named; its figures have a place of their own. */
  readonly onlyByName?: true;
  /** At the size at which the figures mean something, or as asked for. */
  full(asked?: Partial<Mutation>): Promise<readonly Figure[]>;
  /** The same at the least size, to see that it still runs. */
  tiny(): Promise<readonly Figure[]>;
}

const samples = 5;

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [
  {
    name: 'start',
    full: () => startToFirstAnswer({ stored: 10_000, samples }),
    tiny: () => startToFirstAnswer({ stored: 2, samples: 1 }),
  },
  {
    name: 'reads',
    full: () => readsOverHttp({ subscriptions: 10_000, perCustomer: 20, seconds: 1, samples }),
    tiny: () => readsOverHttp({ subscriptions: 2, perCustomer: 2, seconds: 0.1, samples: 1 }),
  },
  {
    name: 'writes',
    full: () => writesToDisk({ few: 10, many: 100_000, seconds: 0.3, rounds: 40 }),
    tiny: () => writesToDisk({ few: 1, many: 2, seconds: 0.1, rounds: 1 }),
  },
  {
    name: 'webhooks',
    full: () => webhooks({ deliveries: 2000, samples }),
    tiny: () => webhooks({ deliveries: 2, samples: 1 }),
  },
  {
    name: 'commands',
    full: () => commands({ subscriptions: 10_000, commands: 90_000, samples }),
    tiny: () => commands({ subscriptions: 3, commands: 18, samples: 1 }),
  },
  {
    name: 'year',
    full: () => years({ years: 1, big: 10_000, small: 1000, samples }),
    tiny: () => years({ years: 1, big: 2, small: 1, samples: 1 }),
  },
  {
    name: 'years',
    full: () => years({ years: 3, big: 10_000, small: 1000, samples }),
    tiny: () => years({ years: 3, big: 2, small: 1, samples: 1 }),
  },
  {
    name: 'memory',
    full: () => memory({ big: 10_000, small: 1000, samples }),
    tiny: () => memory({ big: 2, small: 1, samples: 1 }),
  },
  {
    name: 'idle',
    full: () => idle({ big: 10_000, small: 1000, samples }),
    tiny: () => idle({ big: 2, small: 1, samples: 1 }),
  },
  {
    name: 'kit',
    full: () => kit({ subscriptions: 1000, scenarios: 1000, samples: 2 * samples }),
    tiny: () => kit({ subscriptions: 1, scenarios: 1, samples: 1 }),
  },
  {
    name: 'mutants',
    onlyByName: true,
    full: (asked) => mutation({ sample: 250, workers: 1, ...asked }),
    tiny: () => mutation({ sample: 1, workers: 1, rounds: 1, only: /evolve\.ts BlockStatement/ }),
  },
];
