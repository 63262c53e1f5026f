import { fileURLToPath } from 'node:url';
import { version } from '../src/version.ts';
import { record } from '../test/support/recording/record.ts';

// Records a world as this version keeps it, for the tests of later ones: node scripts/record-journal.ts
await record(fileURLToPath(new URL(`../test/fixtures/journals/${version}`, import.meta.url)));
