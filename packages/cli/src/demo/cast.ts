import type { Control } from '../api/control.ts';
import { needed } from './expect.ts';
import type { Credentials } from './partner.ts';
import { accountsReply, type CatalogPlan, catalogReply } from './replies.ts';

/** A customer of the story. */
export interface Customer {
  readonly tenantId: string;
  readonly companyName: string;
  readonly currency: string;
}

/** Who is in the story, and what is sold, as the world itself tells it. */
export interface Cast {
  readonly partner: Credentials & { readonly name: string };
  readonly publisher: { readonly name: string; readonly landingPageUrl: string };
  readonly customers: readonly Customer[];
  readonly plans: readonly CatalogPlan[];
  customer(alias: string): Customer;
  plan(planId: string): CatalogPlan;
}

/** Looks around in the world of the story; rejects when its publisher is not the mock publisher. */
export async function castOf(control: Control, world: string): Promise<Cast> {
  const { partners, publishers, customers } = await control.call({
    path: '/_sim/accounts',
    reply: accountsReply,
  });
  const { offers } = await control.call({ path: '/_sim/catalog', reply: catalogReply });
  const publisher = needed('the publisher of the story', publishers[0]);
  const { alias, landingPageUrl, webhookUrl } = publisher;
  const isMock = (url = ''): boolean => url.includes(`/${world}/${alias}/`);
  if (!isMock(landingPageUrl) || !isMock(webhookUrl)) {
    throw new Error(
      'the demo is played with the mock publisher, and in this simulator nobody or an app of yours is in its place: run marketsim demo without --url',
    );
  }
  const plans = offers.flatMap((offer) => offer.plans);
  return {
    ...{ publisher, customers, plans, partner: needed('the partner of the story', partners[0]) },
    customer: (name) =>
      needed(
        `customer ${name}`,
        customers.find((customer) => customer.alias === name),
      ),
    plan: (planId) =>
      needed(
        `plan ${planId}`,
        plans.find((plan) => plan.planId === planId),
      ),
  };
}
