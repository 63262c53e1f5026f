import { createSequence, instant, type LogEntry, UnreadableHistory } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { noMemory, type OutboxMemory } from '../outbox/outbox-memory.ts';
import { inSlices, type Steps } from '../steps.ts';
import { bufferOf, findingLines, jsonOf, type Line, type Lines, linesIn } from '../storage/line.ts';
import type { Recipe } from '../worlds/recipe.ts';
import { readRecord } from '../worlds/recipe-record.ts';
import { WorldError } from '../worlds/world-error.ts';
import type { Bundle, BundleHead } from './bundle.ts';

/** How entries are read: any JSON value becomes one, or is refused in words. */
export type ReadEntry = (value: unknown) => LogEntry;

const record = z.object({ format: z.int(), version: z.string(), recipe: z.unknown() });
const head = z.object({
  at: z.string().transform((text) => instant(text)),
  mode: z.enum(['frozen', 'live']),
  wall: z.number().optional(),
  entries: z.int().min(0),
  saved: z.int().optional(),
});

const invalid = (why: string): WorldError => new WorldError('bundleInvalid', `this is no bundle: ${why}`);
const damaged = (why: string): WorldError => new WorldError('bundleDamaged', `the bundle is damaged: ${why}`);
const unreadable = (error: unknown): WorldError =>
  new WorldError('bundleUnreadable', `the bundle cannot be read: ${reasonOf(error)}`);

/**
 * Reads a bundle. Rejects with a `WorldError` for what is none, for one that is damaged or cut off, and for one that
 * another version of marketsim has to read.
 */
export const readBundle = (bytes: Uint8Array, readEntry: ReadEntry): Promise<Bundle> =>
  inSlices(reading(bufferOf(bytes), readEntry));

function* reading(buffer: Buffer, readEntry: ReadEntry): Steps<Bundle> {
  const lines = yield* findingLines(buffer);
  const { recipe, head } = firstOf(buffer, lines.lines[0]);
  checkWhole(lines);
  const [, second, ...rest] = lines.lines;
  const entries: LogEntry[] = [];
  for (const [index, line] of rest.entries()) {
    entries.push(...entriesOf(buffer, line, { number: index + 3, readEntry }));
    yield;
  }
  if (entries.length !== head.entries) {
    throw damaged(`it ends after ${entries.length} of ${head.entries} entries`);
  }
  checkSequence(entries);
  const { at, mode, wall } = head;
  const outbox = second ? memoryOf(JSON.parse(jsonOf(buffer, second))) : noMemory;
  return { recipe, entries, standing: { at, mode, ...compact({ wall }), outbox } };
}

/** What the first line of a bundle tells; the rest is not looked at. Throws as `readBundle` rejects. */
export function readBundleHead(bytes: Uint8Array): BundleHead {
  const buffer = bufferOf(bytes);
  const line = buffer.subarray(0, buffer.indexOf('\n') + 1);
  return firstOf(line, linesIn(line).lines[0]).head;
}

function firstOf(
  buffer: Buffer,
  line: Line | undefined,
): { readonly recipe: Recipe; readonly head: BundleHead } {
  if (!line) {
    const isBegun = /^\["[\da-f]{8}",\{"format":/.test(buffer.toString('latin1', 0, 40));
    throw isBegun ? damaged('line 1 is not as it was written') : invalid('it does not begin as one does');
  }
  const value: unknown = JSON.parse(jsonOf(buffer, line));
  if (!record.safeParse(value).success) throw invalid('it does not begin as one does');
  const found = head.safeParse(value);
  try {
    const recipe = readRecord(value);
    if (found.success) return { recipe, head: compact(found.data) };
  } catch (error) {
    throw unreadable(error);
  }
  throw invalid('it is the journal of a world, which belongs into a data folder');
}

function checkWhole({ lines, torn, damaged: number }: Lines): void {
  if (number !== undefined) throw damaged(`line ${number} is not as it was written`);
  if (torn > 0) throw damaged(`it is cut off in line ${lines.length + 1}`);
}

interface Reading {
  readonly number: number;
  readonly readEntry: ReadEntry;
}

function entriesOf(buffer: Buffer, line: Line, { number, readEntry }: Reading): readonly LogEntry[] {
  try {
    return z
      .array(z.unknown())
      .parse(JSON.parse(jsonOf(buffer, line)))
      .map(readEntry);
  } catch (error) {
    throw unreadable(new Error(`line ${number}: ${reasonOf(error)}`, { cause: error }));
  }
}

function checkSequence(entries: readonly LogEntry[]): void {
  try {
    entries.forEach(createSequence(0));
  } catch (error) {
    throw error instanceof UnreadableHistory ? damaged(error.message) : error;
  }
}

const memory = z.object({
  parcels: z.array(z.looseObject({ deliveryId: z.string() })),
  holds: z.array(z.looseObject({})),
  answers: z.array(z.looseObject({ operationId: z.string() })),
  appointments: z.array(z.looseObject({ publisherId: z.string(), name: z.string() })).optional(),
});

/** What it reads was once written by marketsim, so it looks no deeper. */
function memoryOf(value: unknown): OutboxMemory {
  if (memory.safeParse(value).success) return value as OutboxMemory;
  throw unreadable(new Error('line 2 does not tell what its transport knew'));
}
