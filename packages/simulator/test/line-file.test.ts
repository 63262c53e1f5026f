import { StorageFailure } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import type { Need } from '../src/storage/batch.ts';
import { lineFile } from '../src/storage/line-file.ts';
import { faultyFiles } from './support/disk/faulty-files.ts';
import { whenever } from './support/random.ts';
import { until } from './support/until.ts';

/** A new file of lines, and what has been called since it was opened. */
async function opened() {
  const files = faultyFiles();
  const lines = lineFile(await files.open('lines', 'new'), { what: 'lines', from: { bytes: 0, check: 0 } });
  const add = (need?: Need): void => lines.add('{}', need);
  return { files, lines, add, calls: () => files.calls.slice(1) };
}

describe('what may be lost when the whole machine stops', () => {
  test('is written without a datasync, and nobody waits for it', async () => {
    const { lines, add, calls } = await opened();
    add('soon');
    expect(lines.durable()).toBeUndefined();
    expect(lines.mark()).toBeUndefined();
    await until(() => lines.mark() !== undefined);
    expect(calls()).toEqual(['write']);
  });

  test('is brought to the disk together with what must not be lost', async () => {
    const { files, lines, add, calls } = await opened();
    add('soon');
    add('safe');
    add('soon');
    await lines.durable();
    expect(calls()).toEqual(['write', 'datasync']);
    expect(Buffer.from(await files.read('lines')).toString()).toMatch(/,\[\{\},\{\},\{\}\]\]\n$/);
  });

  test('holds up nobody who waits for something else', async () => {
    const { lines, add, calls } = await opened();
    add();
    const written = lines.durable();
    while (calls().length === 0) await whenever(0);
    add('soon');
    expect(lines.durable()).toBe(written);
    await written;
    expect(lines.durable()).toBeUndefined();
    add('safe');
    await Promise.all([lines.durable(), whenever(0)]);
    await lines.close();
    expect(calls().filter((call) => call === 'datasync')).toHaveLength(2);
  });

  test('makes the file refuse what comes later when it cannot be written', async () => {
    const files = faultyFiles({ fault: { kind: 'ENOSPC', at: 2 } });
    const lines = lineFile(await files.open('lines', 'new'), { what: 'lines', from: { bytes: 0, check: 0 } });
    lines.add('{}', 'soon');
    await until(() => files.calls.includes('datasync'));
    await expect(lines.durable()).rejects.toThrow(
      new StorageFailure('lines cannot be written: ENOSPC: write'),
    );
    expect(() => lines.add('{}', 'soon')).toThrow(StorageFailure);
  });
});
