import type { Customer } from './cast.ts';
import { expectThat, needed } from './expect.ts';
import { openPage, type Page } from './publisher-site.ts';
import { type CatalogPlan, cartReply, checkoutReply, linksReply, subscriptionReply } from './replies.ts';
import { type Stage, type Step, sums } from './stage.ts';

/** What is bought for whom. */
export interface Wanted {
  readonly customer: Customer;
  readonly plan: CatalogPlan;
  readonly quantity: number;
  readonly termDuration: 'P1M' | 'P1Y';
  readonly billingCycle: 'monthly' | 'annual';
}

/** A purchase, and where Partner Center has it. */
export interface Bought extends Wanted {
  readonly orderId: string;
  readonly subscriptionId: string;
}

/** Path of a purchase's subscription in Partner Center. */
export const pathOf = ({ customer, subscriptionId }: Bought): string =>
  `/customers/${customer.tenantId}/subscriptions/${subscriptionId}`;

/** The subscription as Partner Center shows it. */
export const subscriptionOf = ({ partner }: Stage, bought: Bought) =>
  partner.get(pathOf(bought), subscriptionReply);

/** The partner puts a plan into a cart and checks it out (PC 4.5, 4.6). */
export async function buy({ partner }: Stage, wanted: Wanted): Promise<Bought> {
  const { customer, plan, ...line } = wanted;
  const carts = `/customers/${customer.tenantId}/carts`;
  const lineItems = [{ catalogItemId: plan.catalogItemId, ...line }];
  const { id } = await partner.post(carts, { lineItems }, cartReply);
  const { orders } = await partner.post(`${carts}/${id}/checkout`, undefined, checkoutReply);
  const order = needed('an order of the cart', orders[0]);
  const { subscriptionId } = needed('a line of the order', order.lineItems[0]);
  return { ...wanted, orderId: order.id, subscriptionId };
}

/** The customer follows the activation link of the order to the publisher's landing page. */
export async function followLink({ partner }: Stage, { customer, orderId }: Bought): Promise<Page> {
  const path = `/customers/${customer.tenantId}/orders/${orderId}/lineitems/0/activationlinks`;
  const { items } = await partner.get(path, linksReply);
  return openPage(needed('an activation link', items[0]).link.uri);
}

/** The customer tells about the company there. */
export const giveCompany = (page: Page, { customer }: Bought): Promise<Page> =>
  page.submit('company', {
    company: customer.companyName,
    contact: 'Alex Berg',
    email: 'alex.berg@company.example',
    details: '',
  });

/** The customer hands the licences out. */
export const giveLicences = (page: Page, { quantity }: Bought): Promise<Page> =>
  page.submit('licences', { licences: String(quantity) });

/** The customer confirms the setup: the subscription must be active, and its first period charged in full (BIL-05). */
export async function confirm(stage: Stage, page: Page, bought: Bought): Promise<void> {
  await page.submit('confirm');
  const { status } = await subscriptionOf(stage, bought);
  expectThat('the subscription after its setup is confirmed', status, 'active');
  const rows = (await stage.ledger()).filter(
    ({ subscriptionId }) => subscriptionId === bought.subscriptionId,
  );
  expectThat('the first charge', sums(rows), [firstCharge(bought)]);
}

function firstCharge({
  plan,
  customer,
  quantity,
  termDuration,
  billingCycle,
}: Bought): Step['charges'][number] {
  const { currency } = customer;
  const price = plan.prices.find(
    (each) => each.currency === currency && each.term === termDuration && each.billingCycle === billingCycle,
  );
  return { amount: needed('a price of the plan', price).price * quantity, currency };
}

/** Buys a plan and sets it up in one go. */
export async function buyAndSetUp(stage: Stage, wanted: Wanted): Promise<Bought> {
  const bought = await buy(stage, wanted);
  const page = await giveCompany(await followLink(stage, bought), bought);
  await confirm(stage, await giveLicences(page, bought), bought);
  const { customer, plan, quantity } = wanted;
  await stage.tell(
    `${stage.cast.partner.name} buys ${quantity} licences of ${plan.title} for ${customer.companyName}, who sets them up: active`,
  );
  return bought;
}
