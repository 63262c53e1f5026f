import { expect, test } from 'vitest';
import { type Repeated, repeatLaw } from '../src/pairs/repeat.ts';
import { aHistory } from './support/history.ts';

const answer = { status: 200, text: '{}' };
const repeated: Repeated = { subject: 'PATCH', first: answer, second: { ...answer }, facts: [] };

test('INV-59: the same answer, and nothing that happens', () => {
  expect(repeatLaw.compare(repeated)).toEqual([]);
});

test.each<[string, Partial<Repeated>]>([
  ['another status', { second: { ...answer, status: 409 } }],
  ['another body', { second: { ...answer, text: '' } }],
  ['a fact', { facts: aHistory().engine.events().slice(-1) }],
])('INV-59: not %s', (_, wrong) => {
  expect(repeatLaw.compare({ ...repeated, ...wrong })).toHaveLength(1);
});
