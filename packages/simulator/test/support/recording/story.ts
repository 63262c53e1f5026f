import { customerAgreementTemplate, instant, price } from '@marketsim/core';
import type { SimulatedWorld } from '../../../src/worlds/simulated-world.ts';
import { customerIn } from '../purchase.ts';
import { cartLine, catalogItem, ok, purchasedIn, type Teller, tellerOf } from './teller.ts';

const busy = { kind: 'answered', status: 503, text: 'come back later' } as const;

/**
 * Lets everything happen that can happen in a world of the recorded definition; some of it is open at the end. `halfway`
 * is called in between. Nobody is called: webhooks are held back, and their answers made up.
 */
export async function tellEverything(world: SimulatedWorld, halfway: () => Promise<unknown>): Promise<void> {
  const teller = tellerOf(world);
  world.outbox.handling.hold({});
  accept(world, teller);
  administer(world, teller);
  const [monthly, yearly, trial] = [teller.buy('monthly'), teller.buy('yearly'), teller.buy('trial')];
  shop(world, teller);
  for (const id of [monthly, yearly, trial]) teller.activate(id);
  await halfway();
  await change(world, teller, [monthly, yearly, trial]);
  reprice(world, teller);
  use(world, teller);
  strike(world, teller);
  await pay(world, teller, [monthly, yearly]);
  await end(teller, [monthly, yearly]);
}

/** The customer agrees to what has to be agreed to. */
function accept(world: SimulatedWorld, { run }: Teller): void {
  const primaryContact = { firstName: 'Li', lastName: 'Wei', email: 'li@lakeshore.example' };
  run({
    ...{ type: 'ConfirmAgreement', customerId: customerIn(world, 'lakeshore'), primaryContact },
    ...{ templateId: customerAgreementTemplate, dateAgreed: instant(world.engine.now()), userId: 'agent' },
  });
}

/** Two faults, one of which strikes, and one that is switched off again. */
function strike({ engine }: SimulatedWorld, { run }: Teller): void {
  run({ type: 'SwitchOnFault', name: 'F03', probability: 0.5, parameters: {} });
  run({ type: 'SwitchOnFault', name: 'F20' });
  const [struck = '', off = ''] = engine.state.faults.keys();
  run({ type: 'MeetFault', faultId: struck, subject: 'lakeshore' });
  run({ type: 'SwitchOffFault', faultId: off });
}

/** What a partner keeps of its customers, and a customer of a sandbox account that is gone again. */
function administer(world: SimulatedWorld, { run }: Teller): void {
  const customerId = customerIn(world, 'lakeshore');
  const customer = world.engine.state.customers.get(customerId);
  if (!customer) return;
  const { email, culture, language, address } = customer;
  const profile = { email, culture, language, address, companyName: 'Lakeshore Group' };
  run({ type: 'ReplaceBillingProfile', customerId, profile });
  run({ type: 'QualifyCustomer', customerId, qualification: 'education' });
  run({ type: 'VetCustomer', customerId, vetting: { account: 'notReady' } });
  const [partnerId = ''] = world.engine.state.partners.keys();
  run({ type: 'SetProgramStatus', partnerId, inactiveProgram: 'reseller' });
  run({ type: 'SetProgramStatus', partnerId });
  const user = {
    customerId,
    userPrincipalName: 'li@lakeshore.example',
    displayName: 'Li',
    usageLocation: 'US',
  };
  run({ type: 'KeepUser', user });
  run({ type: 'DeleteCustomer', customerId: customerIn(world, 'trial') });
}

/** A cart that is changed, found to be no longer sold so, and ordered in the end; and a purchase without a partner. */
function shop(world: SimulatedWorld, teller: Teller): void {
  const { run } = teller;
  const { engine, receipts } = world;
  const customerId = customerIn(world, 'lakeshore');
  run({ type: 'CreateCart', customerId, by: 'agent', lines: [cartLine(world, 'more', 2)] });
  const cartId = [...engine.state.carts.keys()].at(-1) ?? '';
  run({ type: 'ReplaceCart', customerId, cartId, by: 'agent', lines: [cartLine(world, 'more', 3)] });
  for (const value of [['P1Y/annual'], ['P1M/monthly', 'P1Y/monthly', 'P1Y/annual']]) {
    run({ type: 'ChangeSetting', name: 'terms.allowed', value });
    run({ type: 'CheckOutCart', customerId, cartId });
  }
  const headers = { location: '/v1/orders' };
  receipts.keep(`provider POST /carts/${cartId}/checkout 1`, {
    requestHash: '0',
    status: 201,
    headers,
    text: '{}',
  });
  const call = {
    correlationId: '5d2b8e0a-41c9-4a63-8f0e-9b7c1d2e3f44',
    applicationId: 'app',
    userName: 'li',
  };
  engine.log.append([{ type: 'CallNoted', v: 1, first: engine.seq(), last: engine.seq(), ...call }]);
  listen(world, teller);
  const term = { duration: 'P1M', billingCycle: 'monthly' } as const;
  const solo = { customerId: customerIn(world, 'solo'), quantity: 3, term };
  purchasedIn(run({ type: 'PurchaseDirect', ...solo, catalogItemId: catalogItem(world, 'swift') }));
}

/** A partner registers a webhook and finds out that it is heard. */
function listen({ engine }: SimulatedWorld, { run }: Teller): void {
  const [partnerId = ''] = engine.state.partners.keys();
  const registration = { events: ['test-created'], signatureInOwnHeader: false };
  run({ type: 'RegisterWebhook', partnerId, webhookUrl: 'https://partner.example/hook', ...registration });
  run({ type: 'SendTestNotice', partnerId });
  const [noticeId = ''] = engine.state.noticesAhead.keys();
  run({ type: 'RecordNoticeTry', noticeId, outcome: { status: 200 } });
}

type Three = readonly [monthly: string, yearly: string, trial: string];

/** Every change of a subscription, with and without questions to its publisher. */
async function change(world: SimulatedWorld, teller: Teller, [monthly, yearly, trial]: Three): Promise<void> {
  const { change, agree, answer, at, run } = teller;
  change(monthly, { type: 'SetNickname', friendlyName: 'harbor' });
  change(monthly, { type: 'SetReseller', mpnId: '4847380' });
  const supportContact = { supportTenantId: 'provider', supportMpnId: '5900017', name: 'Help' };
  run({ type: 'SetSupportContact', subscriptionId: monthly, supportContact });
  change(monthly, { type: 'SetQuantity', quantity: 12 });
  agree(monthly);
  change(monthly, { type: 'ChangePlan', planId: 'more' });
  agree(monthly);
  run({ type: 'ChangeSetting', name: 'qty.decrease', value: 'atRenewal' });
  change(monthly, { type: 'SetQuantity', quantity: 11 });
  agree(monthly);
  change(yearly, { type: 'RequireStep', step: { name: 'export', owner: 'customer', before: 'cancel' } });
  change(yearly, { type: 'Suspend' });
  run({ type: 'ChangeSetting', name: 'invoice.day', value: 20 });
  await at('2020-07-16T10:00:00Z');
  answer(ok);
  change(yearly, { type: 'Reactivate' });
  agree(yearly);
  change(trial, { type: 'SetAutoRenew', autoRenew: false });
  await world.durable();
}

/** What a publisher asks for from the next month on, and of whom. */
function reprice(world: SimulatedWorld, { run }: Teller): void {
  const [offer] = world.engine.state.offers.values();
  const [plan] = offer?.plans ?? [];
  if (!offer || !plan) return;
  const { skuId, prices } = plan;
  const cheaper = prices.map(({ duration, billingCycle, currency }) => ({
    ...{ skuId, duration, billingCycle, currency, unitPrice: price('18.00') },
  }));
  run({ type: 'ChangePrices', productId: offer.productId, prices: cheaper });
  run({ type: 'ChangeAudience', productId: offer.productId, cspAudience: offer.cspAudience });
  const { isStopSell, markets, minimumQuantity } = plan;
  const sale = { isStopSell, markets, minimumQuantity };
  run({ type: 'ChangeSale', productId: offer.productId, skuId, sale });
}

/** Metered use, reported after its day. */
function use(world: SimulatedWorld, { run, buy, activate }: Teller): void {
  const subscriptionId = buy('flat', 1);
  activate(subscriptionId, 1);
  const usedAt = instant(world.engine.now());
  const events = [{ subscriptionId, dimensionId: 'email', quantity: 4.5, usedAt }];
  run({ type: 'ReportUsage', publisherId: 'harbor', events });
}

/** Renewals, invoices, and one that is paid late, while access to the yearly subscription is off for another reason too. */
async function pay(
  world: SimulatedWorld,
  teller: Teller,
  [monthly, yearly]: readonly string[],
): Promise<void> {
  const { run, change, answer, agree, at } = teller;
  await at('2020-09-21T10:00:00Z');
  answer(ok);
  run({ type: 'ChangeSetting', name: 'payments', value: 'manual' });
  run({ type: 'ChangeSetting', name: 'suspend.onPastDue', value: 'immediate' });
  change(yearly ?? '', { type: 'Suspend' });
  await at('2020-10-09T10:00:00Z');
  answer(ok);
  for (const { id: invoiceId, total: amount } of [...world.engine.state.unpaid.values()])
    run({ type: 'RecordPayment', invoiceId, amount });
  agree(monthly ?? '');
}

/** An end, and what is open when the record ends. */
async function end(
  { run, buy, activate, change, answer, at }: Teller,
  [monthly, yearly]: readonly string[],
): Promise<void> {
  change(yearly ?? '', { type: 'CompleteStep', name: 'export' }, { type: 'Cancel' });
  change(monthly ?? '', { type: 'SetQuantity', quantity: 20 });
  answer(busy);
  buy('swift');
  buy('monthly');
  run({ type: 'ChangeSetting', name: 'activation.delay', value: 'P1D' });
  activate(buy('monthly'));
  await at('2020-10-09T10:00:30Z');
}
