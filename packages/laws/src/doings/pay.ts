import fc from 'fast-check';
import { doing } from './doing.ts';

/** Somebody records a payment: mostly of what is owed, now and then of something else, or not in full. */
export const paying = doing({
  name: 'pay',
  weight: 4,
  args: fc.record({
    place: fc.nat(11),
    any: fc.nat(4).map((n) => n === 4),
    isUnknown: fc.nat(19).map((n) => n === 19),
    amount: fc.constantFrom('inFull', 'inFull', 'inFull', 'short' as const),
  }),
  deed: ({ place, any, isUnknown, amount }, { engine }) => {
    if (isUnknown) return { pay: { invoice: 0, amount } };
    const all = [...engine.state.ledger.invoices.values()].map(({ id }, i) => [i + 1, id] as const);
    const owed = all.filter(([, id]) => engine.state.unpaid.has(id));
    const candidates = any || owed.length === 0 ? all : owed;
    const found = candidates[place % Math.max(1, candidates.length)];
    return found && { pay: { invoice: found[0], amount } };
  },
});
