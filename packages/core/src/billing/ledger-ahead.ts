import type { Charge } from './charge.ts';
import type { Ledger } from './ledger.ts';

/** The ledger as it will be with lines that are decided but not posted yet. */
export const ledgerWith = (ledger: Ledger, ahead: readonly Charge[]): Ledger => ({
  ...ledger,
  chargesOf: (subscriptionId) => [
    ...ledger.chargesOf(subscriptionId),
    ...ahead.filter((charge) => charge.subscriptionId === subscriptionId),
  ],
  charge: (id) => ledger.charge(id) ?? ahead.find((charge) => charge.id === id),
  residual: (charge) =>
    ahead.reduce(
      (rest, { parentId, amount }) => (parentId === charge.id ? rest + amount : rest),
      ledger.residual(charge),
    ),
});
