import { describe, expect, test } from 'vitest';
import { type Fault, type FaultyFiles, faultyFiles } from './support/disk/faulty-files.ts';

const seeds = Array.from({ length: 400 }, (_, seed) => seed);
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** A file with a text on the disk. */
async function withFile(text: string, fault?: Fault) {
  const files = faultyFiles(fault && { fault });
  const file = await files.open('a', 'new');
  await file.write(bytes(text), 0);
  await file.datasync();
  await files.syncFolder('');
  return { files, file };
}

/** Everything that the next start may find, each once; a file that is missing is `-`. */
async function found(files: FaultyFiles, path = 'a'): Promise<readonly string[]> {
  const texts = new Set<string>();
  for (const seed of seeds) {
    const next = faultyFiles({ disk: files.afterPowerLoss(seed) });
    texts.add(
      await next.read(path).then(
        (read) => Buffer.from(read).toString(),
        () => '-',
      ),
    );
  }
  return [...texts].toSorted();
}

describe('when the power goes', () => {
  test('what a datasync has brought to the disk is there', async () => {
    const { files } = await withFile('safe');
    expect(await found(files)).toEqual(['safe']);
  });

  test('what was written since is there in any part', async () => {
    const { files, file } = await withFile('ab');
    await file.write(bytes('XYZ'), 1);
    const texts = await found(files);
    const none = 'ab';
    const lengthAlone = ['ab\0', 'ab\0\0'];
    const torn = ['aX', 'aXY', 'aXYZ', 'aX\0Z', 'ab\0Z', 'abYZ', 'aXY\0', 'aX\0\0'];
    expect(texts).toEqual(expect.arrayContaining([none, ...lengthAlone, ...torn]));
    for (const text of texts) expect(text).toMatch(/^a[bX]([Y\0][Z\0]?)?$/);
  });

  test('the later of two writes may be there without the first', async () => {
    const { files, file } = await withFile('');
    await file.write(bytes('1'), 0);
    await file.write(bytes('2'), 1);
    expect(await found(files)).toEqual(['', '\0', '\0\0', '\0' + '2', '1', '1\0', '12']);
  });

  test('what was cut off may be back, also under what was written behind the cut', async () => {
    const { files, file } = await withFile('abcd');
    await file.truncate(1);
    await file.write(bytes('X'), 1);
    const texts = await found(files);
    expect(texts).toEqual(expect.arrayContaining(['a', 'aX', 'a\0', 'abcd', 'aXcd']));
    await file.datasync();
    expect(await found(files)).toEqual(['aX']);
  });

  test('a datasync takes no care of what is written after it began', async () => {
    const { files, file } = await withFile('');
    const written = file.write(bytes('late'), 0);
    await Promise.all([file.datasync(), written]);
    expect(await found(files)).toContain('');
  });

  test('what a datasync failed over is never safe, though the next one succeeds', async () => {
    const { files, file } = await withFile('', { kind: 'EIO', at: 6 });
    await file.write(bytes('x'), 0);
    await expect(file.datasync()).rejects.toThrow('EIO');
    await file.datasync();
    expect(await found(files)).toEqual(['\0', 'x']);
    await file.write(bytes('x'), 0);
    await file.datasync();
    expect(await found(files)).toEqual(['x']);
  });
});

describe('names', () => {
  test('are there or not until their folder is brought to the disk', async () => {
    const files = faultyFiles();
    await files.makeFolder('f');
    const file = await files.open('f/a', 'new');
    await file.write(bytes('x'), 0);
    await file.datasync();
    await files.syncFolder('');
    expect(await found(files, 'f/a')).toEqual(['-', 'x']);
    await files.syncFolder('f');
    expect(await found(files, 'f/a')).toEqual(['x']);
    await files.rename('f', 'g');
    expect(await found(files, 'g/a')).toEqual(['-', 'x']);
    await files.syncFolder('');
    expect(await found(files, 'g/a')).toEqual(['x']);
  });

  test('of folders are there, unless the making was cut short', async () => {
    const files = faultyFiles();
    await files.makeFolder('f/g');
    await files.syncFolder('f/g');
    const lists = seeds.map((seed) => faultyFiles({ disk: files.afterPowerLoss(seed) }).list('f'));
    expect(new Set((await Promise.all(lists)).map((names) => names.join()))).toEqual(new Set(['g']));

    const left = new Set<string>();
    for (const seed of seeds) {
      const crashed = faultyFiles({ fault: { kind: 'crash', at: 1 }, seed });
      void crashed.makeFolder('f/g');
      await crashed.crashed;
      const after = faultyFiles({ disk: crashed.afterPowerLoss(seed) });
      left.add([...(await after.list('')), ...(await after.list('f'))].join('/'));
    }
    expect([...left].toSorted()).toEqual(['', 'f', 'f/g']);
  });

  test('are the old or the new ones after a rename or a removal', async () => {
    const { files } = await withFile('old');
    const file = await files.open('b', 'new');
    await file.write(bytes('new'), 0);
    await file.datasync();
    await files.syncFolder('');
    await files.rename('b', 'a');
    expect(await found(files, 'a')).toEqual(['new', 'old']);
    expect(await found(files, 'b')).toEqual(['-', 'new']);
    await files.syncFolder('');
    expect(await found(files, 'b')).toEqual(['-']);
    await files.remove('a');
    expect(await found(files, 'a')).toEqual(['-', 'new']);
    await files.syncFolder('');
    expect(await found(files, 'a')).toEqual(['-']);
  });

  test('a folder that was being removed may have lost any of its files', async () => {
    const files = faultyFiles();
    await files.makeFolder('f');
    for (const name of ['f/a', 'f/b']) await (await files.open(name, 'new')).datasync();
    await files.syncFolder('f');
    await files.remove('f');
    expect(await found(files, 'f/a')).toEqual(['', '-']);
    const lists = await Promise.all(
      seeds.map((seed) => faultyFiles({ disk: files.afterPowerLoss(seed) }).list('f')),
    );
    const sets = new Set(lists.map((names) => names.join()));
    expect([...sets].toSorted()).toEqual(['', 'a', 'a,b', 'b']);
  });
});

describe('faults', () => {
  test('a full disk takes a part of what is written', async () => {
    const left = new Set<string>();
    for (const seed of seeds) {
      const files = faultyFiles({ seed, fault: { kind: 'ENOSPC', at: 2, isLasting: true } });
      const file = await files.open('a', 'new');
      await expect(file.write(bytes('abc'), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
      await file.datasync();
      await files.rename('a', 'b');
      left.add(Buffer.from(await files.read('b')).toString());
    }
    expect([...left].toSorted()).toEqual(['', 'a', 'ab', 'abc']);
  });

  test('a fault meets one call, or all from then on', async () => {
    const once = faultyFiles({ fault: { kind: 'EIO', at: 1 } });
    await expect(once.list('')).rejects.toMatchObject({ code: 'EIO' });
    expect(await once.list('')).toEqual([]);
    const lasting = faultyFiles({ fault: { kind: 'EIO', at: 2, isLasting: true } });
    expect(await lasting.list('')).toEqual([]);
    for (let n = 0; n < 3; n++) await expect(lasting.list('')).rejects.toMatchObject({ code: 'EIO' });
    expect(() => lasting.readNow('a')).toThrow('EIO');
    expect(lasting.calls).toEqual(['list', 'list', 'list', 'list', 'readNow']);
  });

  test('after a crash nothing settles', async () => {
    const files = faultyFiles({ fault: { kind: 'crash', at: 2 } });
    const file = await files.open('a', 'new');
    const settled: string[] = [];
    const note = (call: Promise<unknown>): void => void call.finally(() => settled.push('settled'));
    note(file.write(bytes('x'), 0));
    note(file.datasync());
    await files.crashed;
    note(file.close());
    note(files.list(''));
    await faultyFiles().makeFolder('a/b/c/d');
    expect(settled).toEqual([]);
  });
});

test('when only the process ends, what was cached is there, and what was given up as long as it is cached', async () => {
  const seen = new Set<string>();
  for (const seed of seeds) {
    const { files, file } = await withFile('', { kind: 'EIO', at: 6 });
    await file.write(bytes('x'), 0);
    await expect(file.datasync()).rejects.toThrow('EIO');
    await file.write(bytes('y'), 1);
    const next = faultyFiles({ disk: files.afterProcessEnd(seed) });
    seen.add(Buffer.from(await next.read('a')).toString());
  }
  expect([...seen].toSorted()).toEqual(['\0y', 'xy']);
});
