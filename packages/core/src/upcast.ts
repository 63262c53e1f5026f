import { entryVersions } from './entry-versions.ts';
import { isDomainEvent, type LogEntry } from './event-log.ts';

/** What was found cannot be a world's history, or not one that this marketsim can read. The message says why. */
export class UnreadableHistory extends Error {
  override readonly name = 'UnreadableHistory';
}

/** An entry as some marketsim wrote it. */
type Written = Readonly<Record<string, unknown>>;

/** How entries are written today, and what leads there from how they once were. */
export interface Formats {
  /** The version of each kind of entry that is written today. */
  readonly versions: Readonly<Record<string, number>>;
  /**
   * By kind of entry, then by the version that it takes: makes the entry one of a later version, or of the kind that
   * has taken its place.
   */
  readonly upcasters: Readonly<Record<string, Readonly<Record<number, (entry: Written) => Written>>>>;
}

/**
 * Makes the reader of entries that were parsed from JSON, whatever version wrote them. What it reads was once written
 * by marketsim, so it looks no deeper than type, version and place. Throws an `UnreadableHistory`.
 */
export function createReader(formats: Formats): (entry: unknown) => LogEntry {
  const versions = new Map(Object.entries(formats.versions));
  const upcasters = new Map(Object.entries(formats.upcasters));
  return (entry) => {
    let written = asWritten(entry);
    for (;;) {
      const [type, version] = [typeOf(written), versionOf(written)];
      const today = versions.get(type);
      if (version === today) return asEntry(written);
      const upcast = upcasters.get(type)?.[version];
      if (!upcast) throw unknown(type, version, today);
      written = upcast(written);
    }
  };
}

/** Reads an entry that this or an older marketsim wrote, parsed from JSON; throws an `UnreadableHistory`. */
export const readEntry = createReader({ versions: entryVersions, upcasters: {} });

/**
 * Checks entry after entry that the facts among them follow one another, the first the one with the number `seq`.
 * Throws an `UnreadableHistory`.
 */
export function createSequence(seq: number): (entry: LogEntry) => void {
  let last = seq;
  return (entry) => {
    if (!isDomainEvent(entry)) return;
    if (entry.seq !== last + 1)
      throw new UnreadableHistory(`fact ${entry.seq} stands where fact ${last + 1} belongs`);
    last = entry.seq;
  };
}

function asWritten(entry: unknown): Written {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry as Written;
  const kind = entry === null ? 'null' : Array.isArray(entry) ? 'an array' : `a ${typeof entry}`;
  throw new UnreadableHistory(`an entry is an object, not ${kind}`);
}

function typeOf({ type }: Written): string {
  if (typeof type === 'string') return type;
  throw new UnreadableHistory('an entry has no type');
}

function versionOf({ type, v }: Written): number {
  if (typeof v === 'number' && Number.isInteger(v)) return v;
  throw new UnreadableHistory(`${type} has no version`);
}

/** What an entry that is no fact cannot do without; a fact has its number and its instant. */
const needed: Readonly<Record<string, string>> = { ReceiptKept: 'key', CallNoted: 'correlationId' };

function asEntry(written: Written): LogEntry {
  const { type, seq, at } = written;
  const member = needed[String(type)];
  const isWhole =
    member === undefined
      ? Number.isInteger(seq) && typeof at === 'string'
      : typeof written[member] === 'string';
  if (isWhole) return written as unknown as LogEntry;
  throw new UnreadableHistory(`${type} has no ${member ?? 'number or no instant'}`);
}

function unknown(type: string, version: number, today: number | undefined): UnreadableHistory {
  if (today === undefined)
    return new UnreadableHistory(
      `this marketsim knows no entry of the kind "${type}"; perhaps a newer one wrote it`,
    );
  return new UnreadableHistory(
    version > today
      ? `${type} of version ${version} was written by a newer marketsim; this one reads it up to version ${today}`
      : `${type} of version ${version} cannot be read any more`,
  );
}
