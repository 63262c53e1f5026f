import { startSimulator } from '@marketsim/simulator';
import type { MarketFacts } from './market.ts';
import { givenOptions, ready } from './scripts.ts';

// Started by market.ts: a simulator on a data folder.
const { dataFolder } = await givenOptions<{ readonly dataFolder: string }>();
const { url, worlds } = await startSimulator({ dataFolder });
const { directory, engine } = await worlds.require();
const partner = directory.partner();
const [customerId] = engine.state.customers.keys();
if (!partner || customerId === undefined) throw new Error('there is no partner, or no customer');
const { tenantId, applicationId } = partner;
const subscriptionIds = [...engine.state.subscriptionsByCustomer.of(customerId)];
ready({ url, tenantId, applicationId, customerId, subscriptionIds } satisfies MarketFacts);
