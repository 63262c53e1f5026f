import {
  addDays,
  type DomainEvent,
  dayOf,
  type Engine,
  type Instant,
  isDomainEvent,
  type LogEntry,
  type NotedCall,
  type Replay,
  startOf,
} from '@marketsim/core';
import type { OperationType } from './operation-types.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Days for which records are kept, that of the reading included (PC 8.1). */
export const keptDays = 90;

/** One audited operation. Its status, and how the resource stands after it, change while its publisher is asked. */
export interface AuditRecord extends Subject {
  /** Number of the first fact of the operation; tells records apart. */
  readonly seq: number;
  readonly at: Instant;
  /** Absent for what nobody asked for through this API. */
  readonly call?: NotedCall;
  operationType: OperationType;
  status: 'succeeded' | 'failed' | 'progress';
  readonly before: Standing | undefined;
  after: Standing;
}

/** The audited operations of a world, as its history has them. */
export interface Trail {
  /** Those of the kept days, oldest first. */
  records(): readonly AuditRecord[];
}

const trails = new WeakMap<Engine, Trail>();

/** The trail of a world. It is followed from the first reading on: until then it costs nothing. */
export function trailOf(engine: Engine): Trail {
  const known = trails.get(engine) ?? createTrail(engine);
  trails.set(engine, known);
  return known;
}

function createTrail(engine: Engine): Trail {
  const replay = engine.replay();
  const waiting = new Map<string, AuditRecord>();
  let records: AuditRecord[] = [];
  return {
    records: () => {
      const since = startOf(addDays(dayOf(engine.now()), -keptDays));
      const found = groupsOf(replay.unread()).flatMap((group) => [...goThrough(group, replay, waiting)]);
      records = [...records, ...found].filter(({ at }) => at >= since);
      return records;
    },
  };
}

/** Facts that belong together: of one call, or of one instant. */
interface Group {
  readonly call?: NotedCall | undefined;
  readonly at: Instant;
  readonly events: DomainEvent[];
}

function groupsOf(entries: readonly LogEntry[]): readonly Group[] {
  const calls = new Map(
    entries.flatMap((entry) => (entry.type === 'CallNoted' ? [[entry.first, entry] as const] : [])),
  );
  const groups: Group[] = [];
  for (const event of entries.filter(isDomainEvent)) {
    const call = calls.get(event.seq);
    const group = groups.at(-1);
    if (group && call === undefined && belongs(event, group)) group.events.push(event);
    else groups.push({ call, at: event.at, events: [event] });
  }
  return groups;
}

const belongs = ({ seq, at }: DomainEvent, group: Group): boolean =>
  group.call ? seq <= group.call.last : at === group.at;

/** Takes the facts of a group, and tells what was done: to each resource one thing, whatever facts it is made of. */
function goThrough(
  { call, at, events }: Group,
  replay: Replay,
  waiting: Map<string, AuditRecord>,
): readonly AuditRecord[] {
  const made: AuditRecord[] = [];
  const touched = answeredIn(events, waiting);
  for (const event of events) {
    const subject = subjectOf(event);
    const before = subject && standingOf(subject, replay.state, at);
    replay.take(event);
    const after = subject && standingOf(subject, replay.state, at);
    if (!subject || after?.partnerId === undefined) continue;
    const key = keyOf(subject);
    const known = touched.get(key);
    const record = known ?? begun({ ...subject, seq: event.seq, at, call }, before, after);
    if (!known) made.push(record);
    touched.set(key, record);
    follow(record, { event, subject, after });
    if (record.status === 'progress' && event.type === 'OperationOpened') {
      waiting.set(event.operation.id, record);
    }
  }
  return made;
}

const keyOf = ({ resourceType, id }: Pick<Subject, 'resourceType' | 'id'>): string => `${resourceType} ${id}`;

/** The records of changes to which publishers have given their answers now: what follows from it belongs to them. */
function answeredIn(
  events: readonly DomainEvent[],
  waiting: Map<string, AuditRecord>,
): Map<string, AuditRecord> {
  const answered = new Map<string, AuditRecord>();
  for (const event of events) {
    const record = event.type === 'OperationClosed' ? waiting.get(event.operationId) : undefined;
    if (record) answered.set(keyOf(record), record);
  }
  return answered;
}

/** What an operation makes did not stand before. */
const makes: ReadonlySet<OperationType> = new Set([
  'add_customer',
  'create_agreement',
  'create_order',
  'ready_invoice',
]);

const begun = (
  done: Pick<AuditRecord, 'resourceType' | 'id' | 'operationType' | 'seq' | 'at'> & {
    readonly call: NotedCall | undefined;
  },
  before: Standing | undefined,
  after: Standing,
): AuditRecord => {
  const { call, ...rest } = done;
  const isNewUser = done.operationType === 'update_customer_user' && before === undefined;
  return {
    ...rest,
    ...(isNewUser && { operationType: 'create_customer_user' }),
    ...(call && { call }),
    status: 'succeeded',
    before: makes.has(done.operationType) ? undefined : before,
    after,
  };
};

/** Takes one more fact into a record. A change of any kind may turn out to be one of a kind with a name of its own. */
function follow(
  record: AuditRecord,
  { event, subject, after }: { event: DomainEvent; subject: Subject; after: Standing },
): void {
  record.after = after;
  if (record.operationType === 'update_subscription') record.operationType = subject.operationType;
  if (event.type === 'OperationOpened') record.status = 'progress';
  if (event.type === 'OperationClosed') {
    record.status = event.status === 'Succeeded' ? 'succeeded' : 'failed';
  }
}
