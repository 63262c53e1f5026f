import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';

/*
 * UnifontEX has the letters of nearly all scripts in one file of two megabytes. The library for fonts inflates all of a
 * WOFF again for each letter, which takes a minute for a few words: here it is inflated once.
 */
const woffHeader = 44;
const woffEntry = 20;
const sfntHeader = 12;
const sfntEntry = 16;

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly data: Buffer;
}

/** The font for texts whose letters the fonts of PDF readers lack, as TrueType. */
export async function wideFont(): Promise<Buffer> {
  const file = import.meta.resolve('@fontsource/unifontex/files/unifontex-latin-400-normal.woff');
  const woff = await readFile(new URL(file));
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => tableAt(woff, woffHeader + index * woffEntry));
  return sfntOf(woff.readUInt32BE(4), tables);
}

/** A table by its entry: tag, place, length as it is kept, length as it is, checksum (WOFF 1.0, section 4). */
function tableAt(woff: Buffer, entry: number): Table {
  const tag = woff.toString('latin1', entry, entry + 4);
  const [offset = 0, kept = 0, length = 0, checksum = 0] = [4, 8, 12, 16].map((at) =>
    woff.readUInt32BE(entry + at),
  );
  const bytes = woff.subarray(offset, offset + kept);
  return { tag, checksum, data: kept < length ? inflateSync(bytes) : bytes };
}

/** Tables behind their directory, each at a place that is a multiple of four. */
function sfntOf(flavor: number, tables: readonly Table[]): Buffer {
  const directory = Buffer.alloc(sfntHeader + tables.length * sfntEntry);
  directory.writeUInt32BE(flavor, 0);
  directory.writeUInt16BE(tables.length, 4);
  let offset = directory.length;
  const parts = tables.map(({ tag, checksum, data }, index) => {
    const entry = sfntHeader + index * sfntEntry;
    directory.write(tag, entry, 'latin1');
    [checksum, offset, data.length].forEach((value, at) => {
      directory.writeUInt32BE(value, entry + 4 * (at + 1));
    });
    const padded = Buffer.concat([data], Math.ceil(data.length / 4) * 4);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([directory, ...parts]);
}
