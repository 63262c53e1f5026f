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

/** The name under which a document that needs it has the font of all scripts. */
export const wide = 'Wide';

/** What the fonts that every reader of PDFs brings along cannot show. */
const unprintable = /[^\x20-\x7e\xa0-\xff\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2122]/u;

/** Whether a text has letters that only the font of all scripts has. */
export const isWide = (text: string): boolean => unprintable.test(text);

/** The font that a text is written in: the one that is wanted, if that has its letters. */
export const fontOf = (text: string, wanted: string): string => (isWide(text) ? wide : wanted);
