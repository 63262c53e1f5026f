import { billedLines, type Invoice, type State } from '@marketsim/core';

type Billed = Pick<State, 'ledger'>;

/** The invoice that a credit note amends: an earlier one that has the first line of which it takes something back (PC 7.2). */
export function amendedBy(note: Invoice, { ledger }: Billed): string | undefined {
  if (note.documentType !== 'creditNote') return undefined;
  return billedLines(note, { ledger })
    .flatMap(({ parentId }) => (parentId === undefined ? [] : (ledger.invoiceOf(parentId) ?? [])))
    .find((id) => id !== note.id);
}

/** The credit notes that amend an invoice, oldest first. */
export const amendmentsOf = ({ id, payerId }: Invoice, { ledger }: Billed): readonly Invoice[] =>
  ledger.invoicesOf(payerId).filter((each) => amendedBy(each, { ledger }) === id);
