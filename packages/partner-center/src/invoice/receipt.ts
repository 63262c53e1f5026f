import type { Invoice, Partner, State } from '@marketsim/core';

/** The country in which what was paid is confirmed by a receipt of its own (PC 7.2 `taxReceipts`). */
const receiptCountry = 'TW';

const receiptIdOf = ({ id }: Pick<Invoice, 'id'>): string => `R${id.slice(1)}`;

/** The tax receipt of an invoice: where they exist, once it is paid. */
export function taxReceiptOf(
  invoice: Invoice,
  { state, partner }: { readonly state: Pick<State, 'payments'>; readonly partner: Partner },
): { readonly id: string; readonly taxReceiptPdfDownloadLink: string } | undefined {
  if (partner.country !== receiptCountry || !state.payments.has(invoice.id)) return undefined;
  const id = receiptIdOf(invoice);
  return { id, taxReceiptPdfDownloadLink: `/invoices/${invoice.id}/receipts/${id}/documents/statement` };
}
