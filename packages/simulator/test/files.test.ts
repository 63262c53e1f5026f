import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { diskFiles, type Files, isMissing } from '../src/storage/files.ts';
import { faultyFiles } from './support/disk/faulty-files.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

async function put(files: Files, path: string, text: string): Promise<void> {
  const file = await files.open(path, 'new');
  await file.write(bytes(text), 0);
  await file.datasync();
  await file.close();
}

const textOf = async (files: Files, path: string): Promise<string> =>
  Buffer.from(await files.read(path)).toString();

/** The one for tests must be told from the real one by nothing but its faults. */
describe.each([
  { name: 'the disk', open: async () => ({ files: diskFiles, folder: await temporaryFolder() }) },
  { name: 'the faulty disk', open: async () => ({ files: faultyFiles(), folder: '' }) },
])('files on $name', ({ open }) => {
  test('are read as they were written, and where', async () => {
    const { files, folder } = await open();
    const path = join(folder, 'a');
    const file = await files.open(path, 'new');
    await file.write(bytes('hello'), 0);
    await file.write(bytes('y wall'), 4);
    await file.truncate(9);
    expect(await textOf(files, path)).toBe('helly wal');
    expect(Buffer.from(files.readNow(path)).toString()).toBe('helly wal');
    await file.truncate(2);
    await file.write(bytes('!'), 4);
    await file.datasync();
    await file.close();
    expect(await textOf(files, path)).toBe('he\0\0!');
  });

  test('keep what they have when they are opened again', async () => {
    const { files, folder } = await open();
    const path = join(folder, 'a');
    await put(files, path, 'before');
    const file = await files.open(path, 'existing');
    await file.write(bytes('!'), 6);
    await file.close();
    expect(await textOf(files, path)).toBe('before!');
  });

  test('are made once', async () => {
    const { files, folder } = await open();
    await put(files, join(folder, 'a'), 'first');
    await expect(files.open(join(folder, 'a'), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await textOf(files, join(folder, 'a'))).toBe('first');
  });

  test('are missing where there are none', async () => {
    const { files, folder } = await open();
    const calls = [
      () => files.open(join(folder, 'a'), 'existing'),
      () => files.open(join(folder, 'b', 'a'), 'new'),
      () => files.read(join(folder, 'a')),
      () => files.rename(join(folder, 'a'), join(folder, 'b')),
      () => files.syncFolder(join(folder, 'c')),
    ];
    for (const call of calls) await expect(call()).rejects.toSatisfy(isMissing);
    expect(() => files.readNow(join(folder, 'a'))).toThrow('ENOENT');
    expect(await files.list(join(folder, 'a'))).toEqual([]);
    await files.remove(join(folder, 'a'));
  });

  test('take the name of another one', async () => {
    const { files, folder } = await open();
    await put(files, join(folder, 'a'), 'new');
    await put(files, join(folder, 'b'), 'old');
    await files.rename(join(folder, 'a'), join(folder, 'b'));
    expect(await files.list(folder)).toEqual(['b']);
    expect(await textOf(files, join(folder, 'b'))).toBe('new');
  });

  test('lie in folders, which are renamed and removed with all that is in them', async () => {
    const { files, folder } = await open();
    const inner = join(folder, 'a', 'b');
    await files.makeFolder(inner);
    await files.makeFolder(inner);
    await put(files, join(inner, 'c'), 'text');
    await files.syncFolder(inner);
    await files.rename(join(folder, 'a'), join(folder, 'd'));
    expect(await files.list(folder)).toEqual(['d']);
    expect(await textOf(files, join(folder, 'd', 'b', 'c'))).toBe('text');
    await put(files, join(folder, 'e'), '');
    await files.remove(join(folder, 'd'));
    expect(await files.list(folder)).toEqual(['e']);
  });
});

test('a folder is on the disk with those above it that were missing', async () => {
  const folder = await temporaryFolder();
  const handle = await open(folder);
  const sync = vi.spyOn(Object.getPrototypeOf(handle), 'sync');
  onTestFinished(() => sync.mockRestore());
  await handle.close();
  await diskFiles.makeFolder(join(folder, 'a', 'b', 'c'));
  expect(sync).toHaveBeenCalledTimes(3);
  await diskFiles.makeFolder(join(folder, 'a', 'b', 'd'));
  expect(sync).toHaveBeenCalledTimes(4);
  await diskFiles.makeFolder(join(folder, 'a', 'b'));
  expect(sync).toHaveBeenCalledTimes(4);
});
