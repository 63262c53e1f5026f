import { exchangeRate, rateToDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { currencyField, monthField, rateField } from '../definition/fields.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

const rateBody = z.strictObject({
  from: currencyField.describe('The currency of a price.'),
  to: currencyField.describe('The currency in which a partner is billed.'),
  rate: rateField,
  month: monthField.optional().describe('From when it holds; without it from this month.'),
});

const rateView = z
  .object({
    from: z.string(),
    to: z.string(),
    rate: z.number().describe('What a unit of the one is in the other.'),
    month: z.string().describe('From when it holds, until there is a newer rate.'),
  })
  .meta({ id: 'SimulatedExchangeRate' });

/** CTL-55: what a unit of one currency is in another from a month on (BIL-17). */
export const setExchangeRate = worldEndpoint({
  contract: {
    id: 'CTL-55',
    method: 'put',
    path: '/_sim/exchange-rates',
    summary: 'Sets the rate between two currencies from a month on; lines that are there keep theirs',
    source: 'BIL-17',
    tag: 'Money',
    params: z.object({}),
    query: worldQuery,
    body: rateBody,
    replies: { 200: { description: 'The rate.', schema: rateView } },
    refusals: [{ status: 400, code: 'exchangeRateInvalid', when: 'there can be no such rate' }],
  },
  handle: ({ body: { from, to, rate, month } }, { world: { engine } }) => {
    const asked = { from, to, rate: exchangeRate(rate), ...compact({ month }) };
    const outcome = engine.execute({ type: 'SetExchangeRate', ...asked });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    const set = outcome.value.find((event) => event.type === 'ExchangeRateSet');
    if (!set) throw new Error('a rate was set and is not there');
    const known = set.exchangeRate;
    return { status: 200, body: { ...known, rate: rateToDecimal(known.rate) } };
  },
});
