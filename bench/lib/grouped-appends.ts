import { fdatasync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';

const [writeTo, sync] = [promisify(write), promisify(fdatasync)];

/** Appends lines to a file. Those that wait meanwhile share one write and one `fdatasync`, and are done together. */
export function groupedAppends(file: string): (line: string) => Promise<void> {
  const descriptor = openSync(file, 'a');
  let lines: string[] = [];
  let group: Promise<void> | undefined;
  let before: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    await before;
    const text = lines.join('');
    [lines, group] = [[], undefined];
    await writeTo(descriptor, text);
    await sync(descriptor);
  };

  return (line) => {
    lines.push(line);
    if (group === undefined) {
      group = flush();
      before = group;
    }
    return group;
  };
}
