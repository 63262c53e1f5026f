export const margin = 36;
export const titleSize = 18;
export const textSize = 8;
export const plain = 'Helvetica';
export const bold = 'Helvetica-Bold';

/** A document that is being written, and the width between its margins, in points. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly width: number;
}

/** Where a page has no more room. */
export const bottomOf = ({ page }: PDFKit.PDFDocument): number => page.height - margin - textSize;

/** What the fonts that every reader of PDFs brings along cannot show. */
const unprintable = /[^\x20-\x7e\xa0-\xff\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2122]/u;

/** A letter without its marks where the fonts do not have it with them; a question mark where they do not have it at all. */
function substitute(letter: string): string {
  const [base = ''] = letter.normalize('NFD');
  return unprintable.test(base) ? '?' : base;
}

/** A text in the letters that can be printed. */
export const printable = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => (unprintable.test(letter) ? substitute(letter) : letter))
    .join('');
