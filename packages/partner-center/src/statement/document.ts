import { buffer } from 'node:stream/consumers';
import {
  bold,
  bottomOf,
  fontOf,
  isWide,
  margin,
  plain,
  type Sheet,
  textSize,
  titleSize,
  wide,
} from './sheet.ts';
import type { Statement } from './statement.ts';
import { drawTable } from './table.ts';
import { wideFont } from './wide-font.ts';

const labelWidth = 80;
const lineHeight = 12;
const totalsWidth = 180;

/** A statement as a PDF. The same statement makes the same bytes: it was created when the invoice was. */
export async function statementDocument(statement: Statement): Promise<Uint8Array> {
  // Only whoever asks for a document waits for the library.
  const { default: Pdf } = await import('pdfkit');
  const { title, issuedAt, note } = statement;
  const info = { Title: title, CreationDate: new Date(issuedAt) };
  const document = new Pdf({ size: 'A4', layout: 'landscape', margin, info, bufferPages: true });
  if ([...statement.facts, ...statement.rows].flat().some(isWide))
    document.registerFont(wide, await wideFont());
  const sheet: Sheet = { document, width: document.page.width - 2 * margin };
  document.font(bold).fontSize(titleSize).text(title).moveDown(0.5).fontSize(textSize);
  drawFacts(sheet, statement);
  drawTable(sheet, statement);
  drawTotals(sheet, statement);
  finishPages(document, { title, note });
  document.end();
  return buffer(document);
}

function drawFacts({ document, width }: Sheet, { facts }: Statement): void {
  for (const [label, text] of facts) {
    const { y } = document;
    document.font(plain).text(label, margin, y, { width: labelWidth });
    document.font(fontOf(text, bold)).text(text, margin + labelWidth, y, { width: width - labelWidth });
    document.y = Math.max(document.y, y + lineHeight);
  }
  document.y += lineHeight;
}

/** The sums at the right edge, below the amounts that they are of; never parted from one another by a page. */
function drawTotals({ document, width }: Sheet, { totals }: Statement): void {
  if (document.y + (totals.length + 1) * lineHeight > bottomOf(document)) document.addPage();
  const left = margin + width - totalsWidth;
  document.y += lineHeight / 2;
  totals.forEach(([label, text], index) => {
    const { y } = document;
    document.font(index === totals.length - 1 ? bold : plain);
    document.text(label, left, y, { width: totalsWidth / 2 });
    document.text(text, left + totalsWidth / 2, y, { width: totalsWidth / 2 - 3, align: 'right' });
    document.y = y + lineHeight;
  });
}

/** What stands on each page: which of how many it is, and the note printed over it. */
function finishPages(document: PDFKit.PDFDocument, { title, note }: Pick<Statement, 'title' | 'note'>): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    // Text below the margin would begin a page of its own.
    document.page.margins.bottom = 0;
    const y = document.page.height - margin + 2;
    const width = document.page.width - 2 * margin;
    document.font(plain).fontSize(textSize).text(title, margin, y, { width });
    document.text(`Page ${page + 1} of ${count}`, margin, y, { width, align: 'right' });
    if (note !== '') overprint(document, note);
  }
}

function overprint(document: PDFKit.PDFDocument, note: string): void {
  const { width, height } = document.page;
  document.save().rotate(-25, { origin: [width / 2, height / 2] });
  document
    .font(bold)
    .fontSize(2 * titleSize)
    .fillOpacity(0.2);
  document.text(note, 0, height / 2 - titleSize, { width, align: 'center' });
  document.restore();
}
