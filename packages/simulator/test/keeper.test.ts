import { type Checkpoint, instant } from '@marketsim/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noMemory } from '../src/outbox/outbox-memory.ts';
import type { JournalMark } from '../src/storage/journal.ts';
import { createKeeper, type Keeper } from '../src/storage/keeper.ts';
import type { Standing, WorldNote } from '../src/worlds/standing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A world of which a keeper sees how much is in its journal; everything it asks for is noted. */
function kept(covered = 0) {
  const world = { length: covered, isSafe: true, isLong: false, mode: 'frozen' as 'frozen' | 'live' };
  const [snapshots, notes, renewals]: [number[], WorldNote[], Standing[]] = [[], [], []];
  const at = instant('2026-01-05T09:00:00Z');
  const standing = (): Standing => ({ at, mode: world.mode, outbox: noMemory });
  const mark = (): JournalMark => ({ bytes: 1, check: 1, place: world.length });
  const keeper: Keeper = createKeeper({
    covered,
    journal: {
      mark: () => (world.isSafe ? mark() : undefined),
      get length() {
        return world.length;
      },
    },
    transport: {
      note: (note) => void notes.push(note),
      isLong: () => world.isLong,
      renew: async (how) => void renewals.push(how()),
    },
    snapshots: { write: async (snapshot) => void snapshots.push(snapshot.mark.place) },
    source: {
      standing,
      clock: () => ({ at, mode: world.mode }),
      checkpoint: () => ({ engine: {} as Checkpoint, receipts: [] }),
    },
  });
  const append = (entries: number): void => {
    world.length += entries;
    keeper.touched();
  };
  return { world, keeper, append, snapshots, notes, renewals };
}

describe('a keeper', () => {
  it('writes a snapshot once a busy world is quiet', async () => {
    const { append, snapshots } = kept();
    append(999);
    await vi.advanceTimersByTimeAsync(1500);
    append(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(snapshots).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(snapshots).toEqual([1000]);
  });

  it('writes none for little that is new', async () => {
    const { append, snapshots } = kept(5000);
    append(999);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(snapshots).toEqual([]);
  });

  it('writes one of whatever is new at the end, and none when nothing is', async () => {
    const one = kept(5000);
    one.append(1);
    await one.keeper.close();
    expect(one.snapshots).toEqual([5001]);
    const none = kept(5000);
    await none.keeper.close();
    expect(none.snapshots).toEqual([]);
  });

  it('writes none of what is not safe', async () => {
    const { world, append, keeper, snapshots } = kept();
    world.isSafe = false;
    append(2000);
    await vi.advanceTimersByTimeAsync(10_000);
    await keeper.close();
    expect(snapshots).toEqual([]);
  });

  it('notes from time to time where a running clock stands, and of one that stands nothing', async () => {
    const { world, keeper, notes } = kept();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notes).toEqual([]);
    world.mode = 'live';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notes).toMatchObject([{ kind: 'clock' }, { kind: 'clock' }]);
    await keeper.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notes).toHaveLength(2);
  });

  it('begins long notes anew', async () => {
    const { world, append, renewals } = kept();
    world.isLong = true;
    append(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(renewals).toHaveLength(1);
  });
});
