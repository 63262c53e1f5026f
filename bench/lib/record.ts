import { cpus, totalmem } from 'node:os';

/** Where and when figures were taken, in one line. */
export function circumstances(now: Date): string {
  const processors = cpus();
  const model = processors[0]?.model ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${processors.length} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}`;
  return `${now.toISOString().slice(0, 10)}, Node.js ${process.versions.node}, ${machine}`;
}

/** A document with other figures between the marks of their name; throws where it has no such marks. */
export function withFigures(document: string, figures: string, name = 'figures'): string {
  const mark = `<!-- ${name} -->`;
  const [begin, end] = [document.indexOf(mark), document.indexOf(`<!-- end of ${name} -->`)];
  if (begin < 0 || end < begin) throw new Error(`the document has no place for ${name}`);
  return `${document.slice(0, begin)}${mark}\n\n${figures}\n\n${document.slice(end)}`;
}
