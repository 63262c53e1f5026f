import { instant } from '@marketsim/core';
import { z } from 'zod';
import { version } from '../../version.ts';

/** Format of snapshots. One of another format, or of another version of marketsim, is not used. */
const format = 4;

/** Lists are cut into files of at most so many items, so that to write one keeps nobody waiting. */
export const itemsPerShard = 500;

const shard = z.object({ file: z.string(), check: z.int() });

export const manifest = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** The end of the journal that the snapshot stands for. */
  mark: z.object({ bytes: z.int(), check: z.int(), place: z.int() }),
  seq: z.int(),
  now: z.string().transform((text) => instant(text)),
  lists: z.record(z.string(), z.array(shard)),
});

/** What a snapshot consists of. */
export type Manifest = z.output<typeof manifest>;
export type Shard = z.output<typeof shard>;

/** The lists of a snapshot, in files of their own; the check is the CRC-32 of a file's text. */
export const manifestOf = (parts: Omit<Manifest, 'format' | 'version'>): Manifest => ({
  ...{ format, version },
  ...parts,
});

export const manifestFile = 'manifest.json';
