import type { Checkpoint, EventLog, KeptReceipt, LogEntry } from '@marketsim/core';
import type { Recipe } from './recipe.ts';
import type { SavedSnapshots } from './snapshots.ts';
import type { ClockStanding, Standing, WorldNote } from './standing.ts';

/** Where a world's notes are kept. */
export interface Notebook {
  /** A `safe` note is on the disk once `durable` says so; a `soon` one may be lost when the whole machine stops. */
  note(note: WorldNote, need: 'safe' | 'soon'): void;
  /** As `EventLog.durable`, for safe notes. */
  durable(): Promise<void> | undefined;
}

/** A world up to a place of its history, so that what lies before needs no replay. */
export interface WorldCheckpoint {
  readonly engine: Checkpoint;
  /** Answers kept for replay, oldest first. */
  readonly receipts: readonly KeptReceipt[];
}

/** What a running world tells of itself for as long as it is kept. */
export interface WorldSource {
  checkpoint(): WorldCheckpoint;
  clock(): ClockStanding;
  standing(): Standing;
}

/** A world's place in a store: what it is built from, and where everything it does is written. */
export interface KeptWorld {
  readonly recipe: Recipe;
  readonly log: EventLog;
  readonly notebook: Notebook;
  /** Of this very history. */
  readonly checkpoint?: WorldCheckpoint;
  /** How it stood when it was left. */
  readonly standing: Standing;
  /** Called once the world is built: from then on it may be asked for what a faster start needs. */
  follow(source: WorldSource): void;
  /** Writes what is left to write. */
  close(): Promise<void>;
}

/** What a copy of a world begins with. */
export interface Beginning {
  readonly entries: readonly LogEntry[];
  readonly standing: Standing;
  /** Of these very entries, where it is at hand: what shares memory with the original shares the values of its state. */
  readonly checkpoint?: WorldCheckpoint;
}

/** A world that is ready to take its place; another of its name is left as it is until then. */
export interface PreparedWorld {
  /** Takes the place of a world of the same name, which must have been closed. */
  take(): Promise<KeptWorld>;
}

/** Where the worlds of a simulator are kept. */
export interface WorldStore {
  /** Names of the worlds that are there. */
  names(): Promise<readonly string[]>;
  open(name: string): Promise<KeptWorld>;
  /** Prepares a new world; one without a beginning has no history yet. */
  prepare(recipe: Recipe, beginning?: Beginning): Promise<PreparedWorld>;
  remove(name: string): Promise<void>;
  readonly snapshots: SavedSnapshots;
  close(): Promise<void>;
}
