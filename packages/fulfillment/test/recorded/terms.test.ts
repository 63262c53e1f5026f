import type { SettingOverrides, TermChoice } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { api } from '../support/api.ts';

const yearly: TermChoice = { duration: 'P1Y', billingCycle: 'annual' };
const monthly: TermChoice = { duration: 'P1M', billingCycle: 'monthly' };

interface Bought {
  readonly on: string;
  readonly term?: TermChoice;
  readonly settings?: SettingOverrides;
}

/** Something that is activated on a day, and the dates that it shows on others. */
function activated({ on, term = monthly, settings = {} }: Bought) {
  const world = api(settings);
  world.advanceTo(`${on}T08:00:00Z`);
  const id = world.buyActive({ term });
  return async (day = on) => {
    if (day !== on) world.advanceTo(`${day}T08:00:00Z`);
    const { startDate, endDate } = (await world.call('get', `/${id}`).expect(200)).body.term;
    return [startDate, endDate].map((date) => date.replace('T00:00:00Z', ''));
  };
}

describe('the dates of a term', () => {
  test('[R] SF 2.2: are absent while pending, and on what ended without being activated', async () => {
    const world = api();
    const id = world.buy();
    const term = async () => (await world.call('get', `/${id}`).expect(200)).body.term;
    expect(await term()).toEqual({ termUnit: 'P1M' });
    world.advanceTo('2026-03-10T00:00:00Z');
    expect(await term()).toEqual({ termUnit: 'P1M' });
  });

  test.each([
    [monthly, '2026-02-10', '2026-03-09'],
    [yearly, '2026-02-10', '2027-02-09'],
  ])(
    '[R] SF 2.2, 5.3: begin at midnight UTC of the activation, the last day included: %j',
    async (term, on, end) => {
      expect(await activated({ on, term })()).toEqual([on, end]);
    },
  );

  test('[R] SF 2.2, 5.3: both roll forward at a renewal, which starts the day after the end', async () => {
    const dates = activated({ on: '2026-02-10' });
    expect(await dates('2026-03-09')).toEqual(['2026-02-10', '2026-03-09']);
    expect(await dates('2026-03-10')).toEqual(['2026-03-10', '2026-04-09']);
  });

  test.each(['2027-01-29', '2027-01-30', '2027-01-31'])(
    '[R] SF 2.2, 5.3: the start after %s is the last day that the month has',
    async (on) => {
      expect((await activated({ on })('2027-02-28'))[0]).toBe('2027-02-28');
    },
  );

  test.each([
    ['2026-10-31', '2026-10-31', '2026-11-30'],
    ['2028-01-31', '2028-01-31', '2028-03-01'],
    ['2027-01-30', '2027-02-28', '2027-03-27'],
    ['2027-01-29', '2027-02-28', '2027-03-27'],
    ['2026-02-10', '2026-02-10', '2026-03-09'],
  ])(
    '[R] SF 2.2, 5.3: recorded months overflow: activated on %s, the term from %s ends on %s',
    async (on, start, end) => {
      const dates = activated({ on, settings: { 'term.monthEnd': 'recorded' } });
      expect(await dates(start)).toEqual([start, end]);
    },
  );

  test.each([
    ['2026-10-31', '2026-10-31', '2026-11-29', '2026-11-30'],
    ['2027-01-30', '2027-02-28', '2027-03-29', '2027-03-30'],
  ])(
    'SF 5.3: otherwise no day is missing, and none is twice: activated on %s',
    async (on, start, end, next) => {
      const dates = activated({ on });
      expect(await dates(start)).toEqual([start, end]);
      expect((await dates(next))[0]).toBe(next);
    },
  );
});
