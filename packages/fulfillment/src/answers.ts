import { type ApiAnswers, documentedOf } from '@marketsim/http/fidelity';
import { endpoints } from './endpoints.ts';
import { commonRefusals } from './refusals.ts';

/** Everything that this API is documented to answer; a publisher's story leads to every endpoint of it (SF 2, 3, 5, 7). */
export const fulfillmentAnswers: ApiAnswers = {
  name: 'SaaS fulfillment and metering',
  answers: endpoints.flatMap(({ contract }) => documentedOf(contract, commonRefusals)),
  isInStory: () => true,
};
