import { memoryLog } from '@marketsim/core';
import { expect, test } from 'vitest';
import { logReceipts } from '../src/worlds/log-receipts.ts';

const receipt = { requestHash: 'hash', status: 201, headers: {} };

test('GEN-09: of all answers the last 10,000 are remembered, from the log and from a checkpoint too', () => {
  const log = memoryLog();
  const receipts = logReceipts(log);
  for (let n = 0; n < 10_000; n += 1) receipts.keep(`key ${n}`, receipt);
  expect(receipts.find('key 0')).toEqual(receipt);
  receipts.keep('key 0', { ...receipt, status: 202 });
  const place = log.entries().length;
  const checkpoint = receipts.all();
  receipts.keep('one more', receipt);
  const fromLog = logReceipts(log);
  const fromCheckpoint = logReceipts(log, { place, receipts: checkpoint });
  for (const same of [receipts, fromLog, fromCheckpoint]) {
    expect(same.find('key 0')?.status).toBe(202);
    expect(same.find('key 1')).toBeUndefined();
    expect(same.find('key 2')).toEqual(receipt);
    expect(same.all()).toHaveLength(10_000);
    expect(same.all()).toEqual(receipts.all());
  }
});
