import { resolve } from 'node:path';
import { keyOf, readObserved } from '@marketsim/http/fidelity';
import { apis } from './docs/apis.ts';

/*
 * Says which documented answers of an API the last run of its package's tests has not seen, and fails if there are any:
 * `node scripts/unseen-answers.ts partner-center`.
 */

const [, , name = ''] = process.argv;
const api = apis.get(name);
if (!api) throw new Error(`no API "${name}"; known: ${[...apis.keys()].join(', ')}`);

const seen = readObserved(resolve(import.meta.dirname, '..', 'packages', name, 'reports', 'observed'));
const unseen = api.answers.filter((answer) => !answer.gap && !seen.has(keyOf(answer)));
const surprising = api.answers.filter((answer) => answer.gap && seen.has(keyOf(answer)));

for (const { when, ...answer } of unseen) console.error(`never seen: ${keyOf(answer)} (${when})`);
for (const answer of surprising) console.error(`given, though listed as never given: ${keyOf(answer)}`);
const count = api.answers.length - unseen.length;
console.log(`${api.name}: ${count} of ${api.answers.length} documented answers seen or accounted for`);
process.exitCode = unseen.length + surprising.length > 0 ? 1 : 0;
