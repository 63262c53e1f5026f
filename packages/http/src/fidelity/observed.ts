import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestRecord } from '../request-record.ts';
import { keyOf } from './documented.ts';

/** Notes the answers of a run in a file of its own in a folder, each kind once. */
export function observer(folder: string): (record: RequestRecord) => void {
  const noted = new Set<string>();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${performance.now()}.txt`);
  return (record) => {
    for (const key of keysOf(record)) {
      if (noted.has(key)) continue;
      noted.add(key);
      appendFileSync(file, `${key}\n`);
    }
  };
}

/** The keys of all answers that were noted in a folder. */
export const readObserved = (folder: string): ReadonlySet<string> =>
  new Set(
    (existsSync(folder) ? readdirSync(folder) : []).flatMap((file) =>
      readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'),
    ),
  );

function keysOf({ contractId: endpoint, status, code, sent }: RequestRecord): readonly string[] {
  if (endpoint === undefined || sent === undefined) return [];
  if (status >= 400) return [keyOf({ endpoint, status, ...(code !== undefined && { code }) })];
  const inside = codesIn(sent.answer.text).map((found) => keyOf({ endpoint, status, code: found }));
  return [keyOf({ endpoint, status }), ...inside];
}

/** The codes of what is told to have failed inside an answer that succeeded. */
function codesIn(text = ''): readonly number[] {
  if (!/"(?:errorCode|orderErrors)"/.test(text)) return [];
  return [...text.matchAll(/"(?:errorCode|code)":(\d+)/g)].map(([, digits]) => Number(digits));
}
