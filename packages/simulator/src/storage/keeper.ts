import type { WorldSource } from '../worlds/kept-world.ts';
import type { Journal } from './journal.ts';
import type { SnapshotWriter } from './snapshot/write-snapshot.ts';
import type { TransportLog } from './transport-log.ts';

/** Writes what makes the next start fast, while a world has nothing else to do. */
export interface Keeper {
  /** Called whenever something was appended to the journal. */
  touched(): void;
  /** Writes a last snapshot of what has changed. */
  close(): Promise<void>;
}

/** What a keeper works with. */
export interface KeeperParts {
  readonly journal: Pick<Journal, 'mark' | 'length'>;
  readonly transport: Pick<TransportLog, 'note' | 'isLong' | 'renew'>;
  readonly snapshots: SnapshotWriter;
  readonly source: WorldSource;
  /** Entries that the last snapshot covers. */
  readonly covered: number;
}

/** Real milliseconds after which it is noted again where a running clock stands. */
const tickMs = 5000;

/** Real milliseconds without anything new after which a world counts as idle. */
const quietMs = 2000;

/** New entries from which on a snapshot is worth its writing while the world runs. */
const worthwhile = 1000;

/** The keeper of one world. */
export function createKeeper({ journal, transport, snapshots, source, covered }: KeeperParts): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let seen = journal.length;
  let saved = covered;
  let saving = Promise.resolve();

  const save = async (atLeast: number): Promise<void> => {
    const mark = journal.mark();
    if (mark && mark.place - saved >= atLeast) {
      await snapshots.write({ mark, checkpoint: source.checkpoint() });
      saved = mark.place;
    }
    if (transport.isLong()) await transport.renew(source.standing);
  };

  /** One after another; what fails costs a slower start, and nothing else. */
  const saveNext = (atLeast: number): Promise<void> => {
    saving = saving.then(() => save(atLeast)).catch(() => undefined);
    return saving;
  };

  const tick = (): void => {
    const clock = source.clock();
    if (clock.mode === 'live') transport.note({ kind: 'clock', ...clock }, 'soon');
  };
  const ticking = setInterval(tick, tickMs).unref();

  const look = (): void => {
    timer = undefined;
    if (seen !== journal.length) watch();
    else void saveNext(worthwhile);
  };

  const watch = (): void => {
    seen = journal.length;
    timer = setTimeout(look, quietMs).unref();
  };

  return {
    touched: () => {
      if (timer === undefined) watch();
    },
    close: () => {
      clearTimeout(timer);
      clearInterval(ticking);
      return saveNext(1);
    },
  };
}
