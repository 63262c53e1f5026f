import { exampleOffer, exampleSettings } from '../catalog/example.ts';
import { exampleCustomer } from '../customer/resource.ts';
import { exampleIds } from '../wire/example.ts';
import { exampleOrder, orderResource } from './resource.ts';

/** The order of the examples as the wire has it. */
export const exampleOrderBody = orderResource(exampleOrder, {
  state: {
    settings: exampleSettings,
    offers: new Map([[exampleIds.product, exampleOffer]]),
    subscriptions: new Map(),
  },
  customer: exampleCustomer,
  now: exampleOrder.createdAt,
});
