import { expectThat } from './expect.ts';
import {
  type Bought,
  buy,
  confirm,
  followLink,
  giveCompany,
  giveLicences,
  subscriptionOf,
} from './purchase.ts';
import type { Stage } from './stage.ts';

/** From a cart to the first charge, step by step (ACT-08 to ACT-12). */
export async function firstPurchase(stage: Stage): Promise<Bought> {
  const { cast, tell } = stage;
  const [customer, plan] = [cast.customer('harbor'), cast.plan('standard')];
  const terms = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
  const bought = await buy(stage, { customer, plan, quantity: 10, ...terms });
  const { status, attentionNeeded } = await subscriptionOf(stage, bought);
  expectThat(
    'a subscription before its setup',
    { status, attentionNeeded },
    {
      status: 'pending',
      attentionNeeded: true,
    },
  );
  await tell(
    `${cast.partner.name} buys 10 licences of ${plan.title} for ${customer.companyName}: pending, action needed`,
  );
  const companyGiven = await giveCompany(await followLink(stage, bought), bought);
  await tell(
    `${customer.companyName} follows the activation link to ${cast.publisher.name} and tells about the company`,
  );
  const licencesGiven = await giveLicences(companyGiven, bought);
  const { charges } = await tell(`${customer.companyName} hands 10 licences out: nothing is charged yet`);
  expectThat('charges before the setup is confirmed', charges, []);
  await stage.advanceTo('2026-07-15T09:00:00Z');
  await confirm(stage, licencesGiven, bought);
  await tell(`${customer.companyName} confirms the setup: active, and billing starts`);
  return bought;
}
