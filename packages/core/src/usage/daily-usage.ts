import { multiMap } from '../state/multi-map.ts';
import { dayOf, later } from '../time.ts';
import { addQuantities } from './quantity.ts';
import type { DailyUsage, UsageAccount, UsageEvent } from './usage.ts';

/** All accepted use, summed by day, for good. */
export interface DailyUsages {
  /** By what makes them differ, in the order in which they began. */
  readonly dailyUsage: ReadonlyMap<string, DailyUsage>;
  dailyUsageOf(subscriptionId: string): readonly DailyUsage[];
  dailyUsageOn(account: UsageAccount): readonly DailyUsage[];
  /** Accounts of a month with use that no invoice has yet, in the order in which it began. */
  openUsage(month: string): readonly UsageAccount[];
  /** Whether an account has use that no invoice has yet. */
  hasOpenUsage(account: UsageAccount): boolean;
}

/** Daily sums as the fold of facts sees them. */
export interface DailyUsagesFold extends DailyUsages {
  countUsage(event: UsageEvent): void;
  keepDailyUsage(row: DailyUsage): void;
  /** The account has its invoice. */
  closeUsage(account: UsageAccount): void;
}

const keyOf = ({ subscriptionId, dimensionId, skuId, rate, month, day }: Omit<DailyUsage, 'count'>): string =>
  JSON.stringify([subscriptionId, dimensionId, skuId, rate, month, day]);

const accountKey = ({ payerId, currency, month }: UsageAccount): string => `${month} ${payerId} ${currency}`;

const rowOf = ({ id: _, usedAt, acceptedAt, ...use }: UsageEvent): DailyUsage => ({
  ...use,
  day: dayOf(usedAt),
  count: 1,
  lastUsedAt: usedAt,
  lastAcceptedAt: acceptedAt,
});

const sumOf = (a: DailyUsage, b: DailyUsage): DailyUsage => ({
  ...a,
  quantity: addQuantities(a.quantity, b.quantity),
  count: a.count + b.count,
  lastUsedAt: later(a.lastUsedAt, b.lastUsedAt),
  lastAcceptedAt: later(a.lastAcceptedAt, b.lastAcceptedAt),
});

/** No use. */
export function createDailyUsage(): DailyUsagesFold {
  const dailyUsage = new Map<string, DailyUsage>();
  const bySubscription = multiMap<string>();
  const byAccount = multiMap<string>();
  const open = new Map<string, Map<string, UsageAccount>>();

  const rowsOf = (keys: ReadonlySet<string>): readonly DailyUsage[] =>
    [...keys].flatMap((key) => dailyUsage.get(key) ?? []);

  const keep = (key: string, row: DailyUsage): void => {
    if (!dailyUsage.has(key)) begin(key, row);
    dailyUsage.set(key, row);
  };

  const begin = (key: string, row: DailyUsage): void => {
    const { subscriptionId, payerId, currency, month } = row;
    bySubscription.add(subscriptionId, key);
    byAccount.add(accountKey(row), key);
    const accounts = open.get(month) ?? new Map<string, UsageAccount>();
    open.set(month, accounts.set(accountKey(row), { payerId, currency, month }));
  };

  return {
    dailyUsage,
    dailyUsageOf: (subscriptionId) => rowsOf(bySubscription.of(subscriptionId)),
    dailyUsageOn: (account) => rowsOf(byAccount.of(accountKey(account))),
    openUsage: (month) => [...(open.get(month)?.values() ?? [])],
    hasOpenUsage: (account) => open.get(account.month)?.has(accountKey(account)) === true,
    keepDailyUsage: (row) => keep(keyOf(row), row),
    countUsage: (event) => {
      const row = rowOf(event);
      const key = keyOf(row);
      const known = dailyUsage.get(key);
      keep(key, known ? sumOf(known, row) : row);
    },
    closeUsage: (account) => {
      open.get(account.month)?.delete(accountKey(account));
    },
  };
}
