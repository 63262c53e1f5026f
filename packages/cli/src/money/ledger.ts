import type { Command } from 'commander';
import { z } from 'zod';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { moneyText } from '../text/money.ts';
import { table } from '../text/table.ts';
import { type LedgerLine, lineColumns, lineIdColumn, lineReply } from './line-view.ts';
import { type Names, namesOf } from './names.ts';
import { type MoneySelection, queryOf } from './selection.ts';

const ledgerReply = z.looseObject({ rows: z.array(lineReply), totals: z.record(z.string(), z.number()) });

type LedgerReply = z.output<typeof ledgerReply>;

interface LedgerOptions extends MoneySelection {
  readonly last: number;
}

const columns = (names: Names) => [
  ...lineColumns(names),
  { head: 'INVOICE', cell: ({ invoiceId = 'none yet' }: LedgerLine) => invoiceId },
  lineIdColumn,
];

const totalsText = (totals: LedgerReply['totals']): string =>
  Object.entries(totals)
    .map(([currency, amount]) => moneyText(amount, currency))
    .join(', ');

const nothingYet =
  'the ledger has no lines: they are made when a subscription is activated, changes its quantity, renews or is cancelled';

/** `marketsim ledger`: the newest lines, oldest of them first, and what all that fit come to. */
export const showLedger =
  ({ out, err }: Terminal) =>
  async ({ last, ...selection }: LedgerOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const query = queryOf(selection);
    const ledger = await remote.control.call({ path: `/_sim/ledger?${query}`, reply: ledgerReply });
    const { rows: all, totals } = ledger;
    const rows = all.slice(Math.max(0, all.length - last));
    const names = await namesOf(remote.control);
    const text = (): string => {
      if (all.length === 0) return query.size === 0 ? nothingYet : 'no line of the ledger fits';
      return `${table(rows, columns(names))}\ntotal ${totalsText(totals)} before tax`;
    };
    out(printed(remote, { ...ledger, rows }, text));
    if (rows.length < all.length) err(`the last ${last} of ${all.length}; --last shows more`);
  };
