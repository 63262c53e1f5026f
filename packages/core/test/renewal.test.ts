import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { accepted, aStory, refused } from './support/story.ts';

const autoRenew = (value: boolean) => ({ type: 'SetAutoRenew', autoRenew: value }) as const;

describe('REN-01..REN-07: the end of a term', () => {
  it('REN-01: a new subscription renews', () => {
    const story = aStory();
    expect(story.subscription(story.buy('FX-M')).autoRenew).toBe(true);
    const other = aStory({ settings: { 'autoRenew.default': false } });
    expect(other.subscription(other.buy('FX-M')).autoRenew).toBe(false);
  });

  it('REN-03, GEN-04: off one millisecond before the end stops the renewal, at the end it is too late', () => {
    const lines = (at: string): number => {
      const story = aStory();
      const id = story.buy('FX-M');
      accepted(story.activate(id).at(at).change(id, autoRenew(false)));
      return story.at('2020-08-20T00:00:00Z').charges(id).length;
    };
    expect(lines('2020-08-13T23:59:59.999Z')).toBe(1);
    expect(lines('2020-08-14T00:00:00.000Z')).toBe(2);
  });

  it('REN-05: renewal keeps id, quantity and rhythm, and moves the dates', () => {
    const story = aStory();
    const id = story.buy('FX-A', 3);
    story.activate(id).at('2021-07-14T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({
      id,
      quantity: 3,
      startedAt: '2020-07-14T10:00:00.000Z',
      term: { number: 2, start: '2021-07-14', end: '2022-07-14' },
    });
  });

  it('REN-06: without auto-renew it expires with the term', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    accepted(story.activate(id).change(id, autoRenew(false)));
    story.at('2020-08-14T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({
      phase: 'ended',
      reason: 'expired',
      endedAt: '2020-08-14T00:00:00.000Z',
    });
    expect(story.net(id)).toBe(20_000);
  });

  it('REN-04, REN-07: a plan that does not renew ends by itself, and auto-renew cannot be switched on', () => {
    const story = aStory();
    const id = story.buy('FX-ONCE');
    accepted(story.activate(id).change(id, autoRenew(false)));
    expect(refused(story.change(id, autoRenew(true)))).toBe('notRenewable');
    const other = story.buy('FX-ONCE');
    story.activate(other).at('2020-08-14T00:00:00Z');
    expect(stateOf(story.subscription(other))).toBe('EX');
  });

  it('REN-02: the switch has no effect on money and none when it is already there', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    story.activate(id);
    expect(accepted(story.change(id, autoRenew(true)))).toEqual([]);
    accepted(story.change(id, autoRenew(false)));
    accepted(story.change(id, autoRenew(true)));
    expect(stateOf(story.subscription(id))).toBe('AC');
    expect(story.lines(id)).toHaveLength(1);
  });

  it('a trial without auto-renew ends unpaid', () => {
    const story = aStory();
    const id = story.buy('FX-T', 1);
    accepted(story.activate(id).change(id, autoRenew(false)));
    expect(stateOf(story.subscription(id))).toBe('TR');
    story.at('2020-08-14T00:00:00Z');
    expect(stateOf(story.subscription(id))).toBe('EX');
    expect(story.net(id)).toBe(0);
  });
});
