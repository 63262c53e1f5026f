import { type CommandOf, day } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { foretoldOfPrices } from '../src/model/price-commands.ts';
import { aHistory } from './support/history.ts';

const margin: CommandOf<'GrantMargin'> = {
  type: 'GrantMargin',
  productId: 'plain-seats',
  basisPoints: 1_000,
  partnerIds: ['directBill'],
  endsOn: day('2020-07-31'),
};
const rate = { type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate: 1 } as const;

describe('what is foretold of margins and rates is what the engine does', () => {
  test.each([
    [margin, 'accepted'],
    [{ ...margin, basisPoints: 10_000 }, 'accepted'],
    [{ ...margin, basisPoints: 10_001 }, 'marginInvalid'],
    [{ ...margin, startsOn: day('2020-07-01') }, 'accepted'],
    [{ ...margin, startsOn: day('2020-08-01') }, 'marginInvalid'],
    [{ ...margin, endsOn: day('2020-07-30') }, 'marginInvalid'],
    [{ ...margin, endsOn: day('2020-06-30') }, 'marginInvalid'],
    [{ ...margin, skuIds: [] }, 'marginInvalid'],
    [{ ...margin, skuIds: ['none'] }, 'skuNotFound'],
    [{ ...margin, partnerIds: ['nobody'] }, 'partnerNotFound'],
    [{ ...margin, customerIds: ['nobody'] }, 'customerNotFound'],
    [{ ...margin, customerIds: ['lakeshore'] }, 'accepted'],
    [{ ...margin, customerIds: ['ridge'] }, 'customerForeign'],
    [{ ...margin, customerIds: ['harbor'] }, 'customerForeign'],
    [{ ...margin, productId: 'none' }, 'productNotFound'],
    [rate, 'accepted'],
    [{ ...rate, to: 'USD' }, 'exchangeRateInvalid'],
    [{ ...rate, rate: 0 }, 'exchangeRateInvalid'],
    [{ ...rate, rate: 100_000_000_000_001 }, 'exchangeRateInvalid'],
  ] as const)('%j: %s', (command, wanted) => {
    const { engine } = aHistory();
    const foretold = foretoldOfPrices(command, engine.now());
    expect(typeof foretold === 'object' ? foretold.refused : foretold).toBe(wanted);
    const outcome = engine.execute(command);
    expect(outcome.ok ? 'accepted' : outcome.error.code).toBe(wanted);
  });
});
