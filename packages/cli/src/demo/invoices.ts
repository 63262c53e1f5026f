import { day } from '../text/instant.ts';
import { amountText } from './amounts.ts';
import { expectThat, needed } from './expect.ts';
import type { Invoice } from './replies.ts';
import { type Stage, sums } from './stage.ts';

const documentWords: { readonly [D in Invoice['documentType']]: string } = {
  invoice: 'invoice',
  creditNote: 'credit note',
};

/** What is invoiced on the 8th: a document for each currency, of the kinds that the story expects (BIL-13, BIL-16). */
export async function invoiceDay(
  stage: Stage,
  date: string,
  expected: { readonly USD: Invoice['documentType']; readonly SEK: Invoice['documentType'] },
): Promise<void> {
  const issued = (await stage.invoices()).filter(({ issuedAt }) => day(issuedAt) === date);
  const seen = Object.fromEntries(issued.map(({ currency, documentType }) => [currency, documentType]));
  expectThat(`the documents of ${date}`, seen, expected);
  for (const { documentType, total, lines } of issued) {
    expectThat('an amount to pay, or one to get back', total < 0 ? 'creditNote' : 'invoice', documentType);
    expectThat('the total of a document', total, needed('lines of a document', sums(lines)[0]).amount);
  }
  const words = issued.map(
    ({ documentType, total, currency }) => `${documentWords[documentType]} ${amountText(total)} ${currency}`,
  );
  await stage.tell(`invoices are made: ${words.join(', ')}`);
}

/** All that was charged is invoiced: by currency the documents and the ledger come to the same. */
export async function settledUp(stage: Stage): Promise<void> {
  const invoices = await stage.invoices();
  const invoiced = sums(invoices.map(({ total: amount, currency }) => ({ amount, currency })));
  const byName = (all: typeof invoiced) =>
    Object.fromEntries(all.map(({ amount, currency }) => [currency, amount]));
  expectThat('what was invoiced, against the ledger', byName(invoiced), byName(sums(await stage.ledger())));
}
