import type { Context, Decision } from '../decision.ts';
import type { Currency, ExchangeRate } from '../money.ts';
import { accept, reject } from '../outcome.ts';
import { monthOf } from '../time.ts';

/** Sets what a unit of one currency is in another from a month on, `YYYY-MM`; this month unless given (BIL-17). */
export interface SetExchangeRate {
  readonly type: 'SetExchangeRate';
  readonly from: Currency;
  readonly to: Currency;
  readonly rate: ExchangeRate;
  readonly month?: string;
}

/** A hundred thousand: no unit of a currency is more in another one. */
const highestRate = 100_000_000_000_000;

/** Sets a rate; refused with exchangeRateInvalid. Lines that are there keep the one that they were converted with. */
export function setExchangeRate(
  { from, to, rate, month }: SetExchangeRate,
  { now }: Pick<Context, 'now'>,
): Decision {
  const exchangeRate = { from, to, month: month ?? monthOf(now), rate };
  const detail = rateFault(exchangeRate);
  return detail === undefined
    ? accept([{ type: 'ExchangeRateSet', exchangeRate }])
    : reject({ code: 'exchangeRateInvalid', detail });
}

function rateFault({ from, to, rate, month }: Required<Omit<SetExchangeRate, 'type'>>): string | undefined {
  if (from === to) return 'a currency has no rate to itself';
  if (!Number.isSafeInteger(rate) || rate <= 0 || rate > highestRate) return 'the rate is out of range';
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? undefined : `${month} is no month`;
}
