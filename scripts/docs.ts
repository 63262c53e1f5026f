import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedDocuments } from './docs/all.ts';
import { outdated } from './docs/document.ts';

const root = resolve(import.meta.dirname, '..');
const documents = generatedDocuments(root);
const old = outdated(root, documents);

if (process.argv.includes('--check')) {
  for (const path of old) console.error(`${path} is out of date: run npm run docs`);
  process.exitCode = old.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of documents.filter((document) => old.includes(document.path))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
