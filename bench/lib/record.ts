import { cpus, totalmem } from 'node:os';

const marks = { begin: '<!-- figures -->', end: '<!-- end of figures -->' } as const;

/** Where and when figures were taken, in one line. */
export function circumstances(now: Date): string {
  const processors = cpus();
  const model = processors[0]?.model ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${processors.length} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}`;
  return `${now.toISOString().slice(0, 10)}, Node.js ${process.versions.node}, ${machine}`;
}

/** A document with other figures between its marks; throws where it has no marks. */
export function withFigures(document: string, figures: string): string {
  const [begin, end] = [document.indexOf(marks.begin), document.indexOf(marks.end)];
  if (begin < 0 || end < begin) throw new Error('the document has no place for figures');
  return `${document.slice(0, begin)}${marks.begin}\n\n${figures}\n\n${document.slice(end)}`;
}
