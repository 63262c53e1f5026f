import type { Command } from 'commander';
import { z } from 'zod';
import { printed, type Remote, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { invoiceReply, invoicesText, invoiceText } from './invoice-view.ts';
import { namesOf } from './names.ts';
import { type MoneySelection, queryOf } from './selection.ts';

const listReply = z.looseObject({ invoices: z.array(invoiceReply) });

interface ListOptions extends Pick<MoneySelection, 'customer' | 'month'> {
  readonly last: number;
}

const nothingYet =
  'no invoices: what a month brought is invoiced on a day of the next one (setting invoice.day); `marketsim clock advance P2M` passes one';

async function listInvoices(
  remote: Remote,
  { out, err }: Terminal,
  { last, ...selection }: ListOptions,
): Promise<void> {
  const query = queryOf(selection);
  const { invoices: all } = await remote.control.call({ path: `/_sim/invoices?${query}`, reply: listReply });
  const invoices = all.slice(Math.max(0, all.length - last));
  const names = await namesOf(remote.control);
  const text = (): string => {
    if (all.length === 0) return query.size === 0 ? nothingYet : 'no invoice fits';
    return invoicesText(invoices, names);
  };
  out(printed(remote, { invoices }, text));
  if (invoices.length < all.length) err(`the last ${last} of ${all.length}; --last shows more`);
}

/** `marketsim invoices`: the newest invoices, oldest of them first; with the id of one, what it is and its lines. */
export const showInvoices =
  (terminal: Terminal) =>
  async (id: string | undefined, options: ListOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    if (id === undefined) return listInvoices(remote, terminal, options);
    const path = `/_sim/invoices/${encodeURIComponent(id)}`;
    const invoice = await remote.control.call({ path, reply: invoiceReply });
    const names = await namesOf(remote.control);
    terminal.out(printed(remote, invoice, (shown) => invoiceText(shown, names)));
  };
