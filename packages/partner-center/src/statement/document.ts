import { buffer } from 'node:stream/consumers';
import type { Statement } from './statement.ts';

const margin = 36;
const titleSize = 18;
const textSize = 8;
const rule: [number, number, number, number] = [0, 0, 0.5, 0];

/** What the fonts that every reader of PDFs brings along cannot show. */
const unprintable = /[^\x20-\x7e\xa0-\xff\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2122]/gu;

const printable = (text: string): string => text.replaceAll(unprintable, '?');

/**
 * A statement as a PDF. The same statement makes the same bytes: it was created when the invoice was. Characters beyond
 * Western European ones are printed as question marks.
 */
export async function statementDocument(statement: Statement): Promise<Uint8Array> {
  // Only whoever asks for a document waits for the library.
  const { default: PdfDocument } = await import('pdfkit');
  const { title, issuedAt, facts, columns, rows, totals, note } = statement;
  const info = { Title: title, CreationDate: new Date(issuedAt) };
  const document = new PdfDocument({ size: 'A4', layout: 'landscape', margin, info });
  document.fontSize(titleSize).text(title).fontSize(textSize).moveDown();
  for (const [label, text] of facts) document.text(printable(`${label}: ${text}`));
  if (note !== '') document.moveDown().fontSize(titleSize).text(note).fontSize(textSize);
  document.moveDown();
  document.table({
    defaultStyle: { border: rule, padding: 3 },
    data: [columns, ...rows].map((row) => row.map(printable)),
  });
  document.moveDown();
  for (const [label, text] of totals) document.text(`${label}: ${text}`, { align: 'right' });
  document.end();
  return buffer(document);
}
