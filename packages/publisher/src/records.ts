import type { Company } from './landing/company.ts';

/** One webhook call as received, and what became of it. */
export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly action: string | undefined;
  readonly status: string | undefined;
  /** Whether the bearer was the marketplace's. */
  readonly verified: boolean;
  /** What was answered, such as `200`, `200, Success` or `401 expired`. */
  readonly answer: string;
  /** Wall time, UTC. */
  readonly receivedAt: string;
  /** The time of the world that the call itself tells; UTC. */
  readonly toldAt: string | undefined;
}

/** What the publisher itself knows of a subscription. Instants are UTC. */
export interface SubscriptionRecord {
  readonly subscriptionId: string;
  readonly company?: Company;
  /** Licences that were handed out by number, or all of them when every seat had its user. */
  readonly licences?: number;
  /** Who has a seat, in the order in which they got it. */
  readonly users: readonly string[];
  readonly planId?: string;
  readonly seats?: number;
  readonly access: 'on' | 'off';
  /** When the marketplace last told of access, and of plan and seats: an older word changes nothing any more. */
  readonly since: { readonly access?: string; readonly bought?: string };
  /** After an end: when the customer's data may be deleted (SF 5.3). */
  readonly dataKeptUntil?: string;
  readonly stepsDone: readonly string[];
}

/** The publisher's own memory; ids are compared without regard to case. */
export interface Records {
  readonly of: (id: string) => SubscriptionRecord;
  readonly known: (id: string) => boolean;
  readonly update: (id: string, change: Partial<Omit<SubscriptionRecord, 'subscriptionId'>>) => void;
  readonly events: (id?: string) => readonly ReceivedEvent[];
  /** Writes an event down; what it returns changes the answer, once that is known. */
  readonly receive: (event: ReceivedEvent) => (answer: string) => void;
}

const maxEvents = 2000;
const same = (id: string): string => id.toLowerCase();

/** An empty memory; the oldest events go first when there are more than 2000. */
export function createRecords(): Records {
  const records = new Map<string, SubscriptionRecord>();
  const received = new Map<number, ReceivedEvent>();
  let last = 0;
  const of = (id: string): SubscriptionRecord =>
    records.get(same(id)) ?? { subscriptionId: same(id), access: 'off', since: {}, stepsDone: [], users: [] };
  return {
    of,
    known: (id) => records.has(same(id)),
    update: (id, change) => {
      records.set(same(id), { ...of(id), ...change });
    },
    events: (id) => {
      const all = [...received.values()];
      return id === undefined
        ? all
        : all.filter(({ subscriptionId }) => same(subscriptionId ?? '') === same(id));
    },
    receive: (event) => {
      last += 1;
      const number = last;
      received.set(number, event);
      received.delete(number - maxEvents);
      return (answer) => {
        if (received.has(number)) received.set(number, { ...event, answer });
      };
    },
  };
}
