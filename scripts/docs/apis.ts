import { fulfillmentAnswers } from '@marketsim/fulfillment/answers';
import type { ApiAnswers } from '@marketsim/http/fidelity';
import { partnerCenterAnswers } from '@marketsim/partner-center/answers';

/** What each API is documented to answer, by the folder of its package. */
export const apis: ReadonlyMap<string, ApiAnswers> = new Map([
  ['partner-center', partnerCenterAnswers],
  ['fulfillment', fulfillmentAnswers],
]);
