import type { Currency, ExchangeRate } from '../money.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { type Instant, monthOf } from '../time.ts';

export const rateRules = declareRules({
  'BIL-17': {
    says: 'Amounts of different currencies are never added: each has its own invoice. What is priced in another currency than its payer is billed in is converted by the rate of the month of the charge.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
});

/** What a unit of one currency is in another from a month on, `YYYY-MM`, until there is a newer rate. */
export interface MonthlyRate {
  readonly from: Currency;
  readonly to: Currency;
  readonly month: string;
  readonly rate: ExchangeRate;
}

/** Key of two currencies among `exchangeRates`. */
export const rateKey = ({ from, to }: Pick<MonthlyRate, 'from' | 'to'>): string => `${from} ${to}`;

/** The rate that holds at an instant: that of its month, else of the latest month before; nothing when none is known. */
export const rateAt = (
  currencies: Pick<MonthlyRate, 'from' | 'to'>,
  at: Instant,
  { exchangeRates }: Pick<State, 'exchangeRates'>,
): MonthlyRate | undefined =>
  [...exchangeRates.of(rateKey(currencies))]
    .filter(({ month }) => month <= monthOf(at))
    .reduce<MonthlyRate | undefined>(
      (latest, rate) => (latest && latest.month > rate.month ? latest : rate),
      undefined,
    );
