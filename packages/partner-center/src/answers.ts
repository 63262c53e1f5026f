import { type ApiAnswers, documentedOf } from '@marketsim/http/fidelity';
import { endpoints } from './endpoints.ts';
import { commonRefusals } from './refusals.ts';

/** The rows of the index of endpoints that the user story leads to (PC 10). */
const storyRows: ReadonlySet<string> = new Set([
  ...['CUS-1', 'CUS-2', 'CUS-3', 'CUS-10', 'CUS-12', 'CUS-13', 'CAT-1', 'CAT-3', 'CAT-4'],
  ...['CRT-1', 'CRT-2', 'CRT-3', 'CRT-4', 'ORD-2', 'ORD-5', 'ORD-6'],
  ...['SUB-1', 'SUB-2', 'SUB-3', 'SUB-4', 'SUB-5', 'SUB-6'],
  ...['INV-1', 'INV-2', 'INV-3', 'INV-4', 'INV-5', 'INV-6', 'INV-7', 'AUD-1', 'WHK-1', 'WHK-2', 'WHK-3'],
]);

/** Everything that this API is documented to answer. */
export const partnerCenterAnswers: ApiAnswers = {
  name: 'Partner Center',
  answers: endpoints.flatMap(({ contract }) => documentedOf(contract, commonRefusals)),
  isInStory: (endpoint) => storyRows.has(endpoint.replace(/\..*$/, '')),
};
