import { spawnSync } from 'node:child_process';
import { appendFile, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../src/index.ts';
import { lockFolder } from '../src/storage/lock.ts';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { told } from './support/told.ts';

const journalIn = (dataFolder: string): string => join(dataFolder, 'worlds', 'default', 'journal.jsonl');

describe('a data folder', () => {
  it('is used by one simulator at a time', async () => {
    const dataFolder = await temporaryFolder();
    const { simulator } = await started({ dataFolder });
    await expect(startSimulator({ dataFolder })).rejects.toThrow(
      `${dataFolder} is in use by process ${process.pid}`,
    );
    await simulator.close();
    await started({ dataFolder });
  });

  it('that is new is on the disk, with the folders above it', async () => {
    const above = await temporaryFolder();
    const handle = await open(above);
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'sync');
    onTestFinished(() => sync.mockRestore());
    await handle.close();
    const lock = await lockFolder(join(above, 'a', 'b'));
    await lock.release();
    expect(sync).toHaveBeenCalledTimes(2);
  });

  it('is free again when its process is gone without a word', async () => {
    const dataFolder = await temporaryFolder();
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(join(dataFolder, 'lock'), JSON.stringify({ pid, host: hostname(), started: '' }));
    await started({ dataFolder });
  });

  it('is free again when another process has the number of one that is gone', async () => {
    const dataFolder = await temporaryFolder();
    const holder = { pid: process.pid, host: hostname(), started: 'before' };
    await writeFile(join(dataFolder, 'lock'), JSON.stringify(holder));
    await started({ dataFolder });
  });

  it.each([
    ['nobody has it', undefined],
    ['one that is gone has it', { pid: process.pid, host: hostname(), started: 'before' }],
  ])('goes to one of those who ask at the same time when %s', async (_, holder) => {
    for (let n = 0; n < 30; n++) {
      const folder = await temporaryFolder();
      if (holder) await writeFile(join(folder, 'lock'), JSON.stringify(holder));
      const asked = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder)));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await readdir(folder)).toEqual(['lock']);
    }
  });

  it('is not taken from a process of another machine, which nobody can ask', async () => {
    const dataFolder = await temporaryFolder();
    await writeFile(join(dataFolder, 'lock'), JSON.stringify({ pid: 7, host: 'elsewhere', started: '' }));
    await expect(startSimulator({ dataFolder })).rejects.toThrow('in use by process 7 of elsewhere');
    expect(await readFile(join(dataFolder, 'lock'), 'utf8')).toContain('elsewhere');
  });

  it('with a journal that ends in a torn line is taken up without that line, and says so', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    first.buyActive();
    await first.simulator.close();
    const journal = journalIn(dataFolder);
    const whole = await readFile(journal, 'utf8');
    await appendFile(journal, '["00000000",[{"type":"Subscr');
    const warnings: string[] = [];
    const again = await started({ dataFolder, warn: (message) => warnings.push(message) });
    expect(warnings).toEqual([expect.stringContaining(`${journal}: 28 bytes at its end were cut off`)]);
    expect(await readFile(journal, 'utf8')).toBe(whole);
    expect(await readFile(`${journal}.torn`, 'utf8')).toBe('["00000000",[{"type":"Subscr');
    expect((await again.simulator.engine()).seq()).toBe(first.engine.seq());
  });

  it('with a journal that is damaged before its end is refused, with the line; nothing of it changes', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    first.buyActive();
    await first.simulator.close();
    const journal = journalIn(dataFolder);
    const damaged = (await readFile(journal, 'utf8')).replace('"PartnerRegistered"', '"PartnerRegisterex"');
    await writeFile(journal, damaged);
    await expect(startSimulator({ dataFolder })).rejects.toThrow(`${journal}: line 3 is damaged`);
    expect(await readFile(journal, 'utf8')).toBe(damaged);
    await expect(startSimulator({ dataFolder }), 'the lock was given back').rejects.toThrow(
      'line 3 is damaged',
    );
  });

  it('with a journal of nothing at all is refused', async () => {
    const dataFolder = await temporaryFolder();
    const { simulator } = await started({ dataFolder });
    await simulator.worlds.require();
    await simulator.close();
    await truncate(journalIn(dataFolder));
    await expect(startSimulator({ dataFolder })).rejects.toThrow('line 1 is damaged');
  });
});

describe('options at the start with a kept world', () => {
  const asked = async (first: SimulatorOptions, then: SimulatorOptions): Promise<string> => {
    const dataFolder = await temporaryFolder();
    const { simulator } = await started({ ...first, dataFolder });
    await simulator.worlds.require();
    await simulator.close();
    return started({ ...then, dataFolder }).then(
      () => 'taken up',
      ({ message }: Error) => message,
    );
  };

  it.each<[string, SimulatorOptions]>([
    [
      'the same',
      { seed: 7, startsAt: '2026-02-01T00:00:00Z', profile: 'current', settings: { 'invoice.day': 9 } },
    ],
    ['none', {}],
    ['another mode of the clock', { clock: 'live' }],
  ])('%s: it is taken up', async (_, options) => {
    const first = {
      startsAt: '2026-02-01T00:00:00Z',
      seed: 7,
      profile: 'current',
      settings: { 'invoice.day': 9 },
    } as const;
    expect(await asked(first, options)).toBe('taken up');
  });

  it.each<[string, SimulatorOptions, string]>([
    ['another seed', { seed: 2 }, 'its seed is 1, not 2'],
    ['another beginning', { startsAt: '2026-03-01T00:00:00Z' }, 'not at 2026-03-01T00:00:00.000Z'],
    ['another setting', { settings: { 'invoice.day': 9 } }, 'invoice.day was 8, not 9'],
    ['another profile', { profile: 'current' }, ' settings differ with profile current: '],
    ['and how to go on is told', { seed: 2 }, 'with --data and another folder, or with --memory'],
    ['other accounts', { world: { version: 1 } }, 'its accounts or catalog are others'],
    [
      'another app of the publisher',
      { ownPublisher: { webhookUrl: 'http://127.0.0.1:9/hook' } },
      'the webhookUrl of its publisher is none, not http://127.0.0.1:9/hook',
    ],
  ])('%s: it is refused in words', async (_, options, words) => {
    expect(await asked({}, options)).toContain(words);
  });
});

describe('time that passed while the simulator was stopped', () => {
  const stoppedFor = async (ms: number, options: SimulatorOptions): Promise<number> => {
    const dataFolder = await temporaryFolder();
    let now = Date.parse('2026-05-01T00:00:00Z');
    const wallClock = (): number => now;
    const first = await started({ clock: 'live', wallClock, dataFolder });
    const before = (await first.simulator.worlds.require()).clock.view().now;
    await first.simulator.close();
    now += ms;
    const again = await started({ ...options, wallClock, dataFolder });
    const { clock } = await again.simulator.worlds.require();
    return Date.parse(clock.view().now) - Date.parse(before);
  };

  it('does not pass in the world', async () => {
    const passed = await stoppedFor(3_600_000, {});
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(3_600_000);
  });

  it('passes when the world is to catch up', async () => {
    expect(await stoppedFor(3_600_000, { catchUp: true })).toBeGreaterThanOrEqual(3_600_000);
  });
});
