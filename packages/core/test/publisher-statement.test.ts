import { describe, expect, it } from 'vitest';
import { publisherStatement } from '../src/index.ts';
import { publisher } from './support/fixtures.ts';
import { reporting, use } from './support/metered.ts';
import { accepted, aStory, aSwedishPurchase, type Story, type StoryOptions } from './support/story.ts';

function statement({ engine }: Story, month = '2020-07', currency = 'USD', publisherId = publisher.id) {
  const { lines, subtotal, fee, payout } = publisherStatement(
    { publisherId, currency, month },
    { now: engine.now(), state: engine.state },
  );
  return [lines.length, subtotal, fee, payout];
}

const sold = (seats: number, options: StoryOptions = {}) => {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy('FX-M', seats);
  story.activate(id);
  return { story, id };
};

describe('BIL-30: the statement of a publisher', () => {
  it('of 100.00 pays out 80.00 at 20 %, 97.00 at 3 %', () => {
    expect(statement(sold(5).story)).toEqual([1, 10_000, 2_000, 8_000]);
    expect(statement(sold(5, { profile: 'current' }).story)).toEqual([1, 10_000, 300, 9_700]);
  });

  it('rounds the fee once, half a cent away from zero, and gives it back with a refund', () => {
    const percent = { settings: { 'fee.agency': 3 } } as const;
    const { story, id } = sold(1, percent);
    accepted(story.at('2020-07-25T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 2 }));
    expect(statement(story)).toEqual([3, 3_355, 101, 3_254]);
    const late = sold(5, { ...percent, startsAt: '2020-07-31T09:00:00Z' });
    accepted(late.story.at('2020-08-01T08:00:00Z').change(late.id, { type: 'Cancel' }));
    expect(statement(late.story)).toEqual([1, 10_000, 300, 9_700]);
    expect(statement(late.story, '2020-08')).toEqual([1, -10_000, -300, -9_700]);
  });

  it('takes of each line what held when it was made, and gives that back with a refund', () => {
    const { story, id } = sold(5, { profile: 'interim-2022', startsAt: '2020-07-31T09:00:00Z' });
    accepted(story.run({ type: 'ChangeSetting', name: 'fee.agency', value: 20 }));
    expect(statement(story)).toEqual([1, 10_000, 300, 9_700]);
    const later = story.buy('FX-M', 5);
    story.activate(later);
    expect(statement(story)).toEqual([2, 20_000, 2_300, 17_700]);
    accepted(story.at('2020-08-01T08:00:00Z').change(id, { type: 'Cancel' }));
    expect(statement(story, '2020-08')).toEqual([1, -10_000, -300, -9_700]);
    accepted(story.run({ type: 'ChangeSetting', name: 'fee.agency', value: 0 }));
    expect(statement(story)).toEqual([2, 20_000, 2_300, 17_700]);
  });

  it('counts both channels and use, before the invoices and after them', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const [flat, own] = [story.buy('FX-F'), story.buyDirect('FX-M', 1)];
    story.activate(flat).activate(own).at('2020-07-20T12:00:00Z');
    accepted(story.run(reporting(use(flat, '2020-07-20T12:00:00Z', { quantity: 10 }))));
    const expected = [3, 35_000 + 2_000 + 500, 7_500, 30_000];
    expect(statement(story)).toEqual(expected);
    expect(statement(story, '2020-07', 'SEK')).toEqual([0, 0, 0, 0]);
    story.at('2020-08-08T00:00:00Z');
    expect(statement(story)).toEqual(expected);
  });

  it('is of one publisher, one currency and one month', () => {
    const { story } = sold(5);
    story.activate(aSwedishPurchase(story)[0]);
    expect(statement(story, '2020-07', 'SEK')).toEqual([1, 21_000, 4_200, 16_800]);
    expect(statement(story, '2020-08')).toEqual([0, 0, 0, 0]);
    expect(statement(story, '2020-07', 'USD', 'another')).toEqual([0, 0, 0, 0]);
  });
});
