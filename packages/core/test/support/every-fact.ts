import {
  customerAgreementTemplate,
  type DeliveryResult,
  day,
  exchangeRate,
  percent,
  plusMs,
  price,
  type SubscriptionChange,
} from '../../src/index.ts';
import { partners, perUserOffer, profile } from './fixtures.ts';
import { reporting, use } from './metered.ts';
import { accepted, aStory, cartLine, type Story } from './story.ts';

const webhookUrl = 'https://contosoharbor.example/webhook';

function answer({ engine, change }: Story, result: DeliveryResult): void {
  for (const { id: deliveryId, subscriptionId } of [...engine.state.deliveriesAhead.values()])
    accepted(change(subscriptionId, { type: 'RecordDelivery', deliveryId, result }));
}

/** A cart that is changed, found to be no longer sold so, and in the end ordered. */
function shop({ engine, customer, run }: Story): void {
  const at = { customerId: customer.id, by: 'agent' };
  accepted(run({ type: 'CreateCart', ...at, lines: [cartLine('FX-M', 10)] }));
  const cartId = [...engine.state.carts.keys()].at(-1) ?? '';
  accepted(run({ type: 'ReplaceCart', ...at, cartId, lines: [cartLine('FX-A', 10)] }));
  for (const value of [['P1M/monthly'], ['P1M/monthly', 'P1Y/annual']]) {
    accepted(run({ type: 'ChangeSetting', name: 'terms.allowed', value }));
    accepted(run({ type: 'CheckOutCart', customerId: customer.id, cartId }));
  }
}

/** From the link to the activation, with the publisher's steps before and after it. */
function setUp(story: Story, id: string): void {
  const link: readonly SubscriptionChange[] = [{ type: 'GetActivationLink' }, { type: 'ResolveToken' }];
  const exported = { name: 'export', owner: 'customer', before: 'cancel' } as const;
  accepted(story.change(id, ...link, ...link, { type: 'CompleteStep', name: 'consent' }));
  accepted(story.activate(id).change(id, { type: 'RequireStep', step: exported }));
  accepted(story.change(id, { type: 'SetNickname', friendlyName: 'harbor' }));
}

/** Two more customers, the first one's partner coming back after another's, and somebody else to agree for each. */
function meet({ engine, customer, run }: Story): void {
  const of = (partnerId: string, name: string) =>
    accepted(run({ type: 'CreateCustomer', partnerId, profile: profile(name) }));
  of(partners.direct.id, 'seaside');
  of(partners.provider.id, 'riverbank');
  const people = [...engine.state.customers.keys(), customer.id];
  for (const [n, customerId] of people.entries()) {
    const primaryContact = { firstName: 'Li', lastName: 'Wei', email: `li${n}@lakeshore.example` };
    accepted(
      run({
        ...{ type: 'ConfirmAgreement', customerId, primaryContact, userId: 'agent' },
        ...{ templateId: customerAgreementTemplate, dateAgreed: engine.now() },
      }),
    );
  }
}

/** What a partner keeps of its customers, and one of a sandbox account that is gone again. */
function administer({ engine, customer, run }: Story, subscriptionId: string): void {
  const { id: customerId, address } = customer;
  const { domain: _, ...billing } = { ...profile('harbor'), address };
  const user = {
    customerId,
    userPrincipalName: 'li@lakeshore.example',
    displayName: 'Li',
    usageLocation: 'US',
  };
  const supportContact = { supportTenantId: customerId, supportMpnId: '1', name: 'Help' };
  const sandbox = { ...partners.direct, id: 'sandbox', mpnId: '77', sandbox: true };
  for (const command of [
    { type: 'ReplaceBillingProfile', customerId, profile: billing },
    { type: 'QualifyCustomer', customerId, qualification: 'nonprofit' },
    { type: 'VetCustomer', customerId, vetting: { account: 'notReady' } },
    { type: 'KeepUser', user },
    { type: 'KeepUser', user: { ...user, userPrincipalName: 'wei@lakeshore.example' } },
    { type: 'SetSupportContact', subscriptionId, supportContact },
    { type: 'RegisterPartner', partner: sandbox },
    { type: 'SetProgramStatus', partnerId: sandbox.id, inactiveProgram: 'reseller' },
    { type: 'SetProgramStatus', partnerId: sandbox.id },
    { type: 'CreateCustomer', partnerId: sandbox.id, profile: profile('sandbox'), tenantId: 'gone' },
    { type: 'DeleteCustomer', customerId: 'gone' },
  ] as const)
    accepted(run(command));
  accepted(engine.execute({ type: 'CreateCustomer', partnerId: sandbox.id, profile: profile('sandbox') }));
}

/** Resellers that change so that the order of those of one reseller is not that of the purchases. */
function reassign({ change }: Story, ids: readonly string[]): void {
  const assign = (id: string | undefined, mpnId: string): void =>
    void accepted(change(id ?? '', { type: 'SetReseller', mpnId }));
  for (const id of ids) assign(id, '4847384');
  assign(ids[1], '4847383');
  assign(ids[2], '4847383');
  assign(ids[0], '');
  assign(ids[2], '4847384');
  assign(ids[0], '4847384');
}

/** Margins of two partners in turn, and rates of two pairs of currencies. */
function grant({ run }: Story): void {
  const { productId } = perUserOffer;
  const [direct, provider] = [partners.direct.id, partners.provider.id];
  for (const [partnerIds, basisPoints] of [
    [[provider, direct], percent('15')],
    [[direct], percent('10')],
    [[provider], percent('5')],
  ] as const)
    accepted(run({ type: 'GrantMargin', productId, partnerIds, basisPoints, endsOn: day('2020-09-30') }));
  for (const [to, month] of [
    ['EUR', '2020-07'],
    ['SEK', '2020-07'],
    ['EUR', '2020-09'],
  ] as const)
    accepted(run({ type: 'SetExchangeRate', from: 'USD', to, month, rate: exchangeRate('0.9') }));
}

/** The price of FX-M from the next first of a month on, or later when it rises. */
const reprice = ({ run }: Story, unit: string): void => {
  const term = { duration: 'P1M', billingCycle: 'monthly' } as const;
  const prices = [{ skuId: '0001', ...term, currency: 'USD', unitPrice: price(unit) }];
  accepted(run({ type: 'ChangePrices', productId: perUserOffer.productId, prices }));
};

/** Asks, and lets the publisher agree. */
function agreed(story: Story, id: string, asked: SubscriptionChange): void {
  accepted(story.change(id, asked));
  answer(story, 'accepted');
  const { openOperationId: operationId = '' } = story.subscription(id);
  accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Success' }));
}

/** Clears an account; that of the customer, which bought directly, stays past due. */
function payOverdue({ engine, run }: Story, payerId: string): void {
  for (const invoiceId of [...engine.state.pastDue.of(payerId)]) {
    const amount = engine.state.ledger.invoices.get(invoiceId)?.total ?? 0;
    accepted(run({ type: 'RecordPayment', invoiceId, amount }));
  }
}

/** The use of three hours, the last of them told twice: some of it is of yesterday, some of today. */
function meter({ engine, run }: Story, id: string): void {
  const hoursAgo = (hours: number) => plusMs(engine.now(), -hours * 3_600_000);
  const events = [20, 2, 1, 1].map((hours) => use(id, hoursAgo(hours), { quantity: hours / 8 }));
  accepted(run(reporting(...events)));
}

/** The partner is told of tests: one that is heard, one that is not, one that still lies ahead. */
function hear({ engine, run }: Story): void {
  const partnerId = partners.provider.id;
  const events = ['test-created'];
  const registration = { partnerId, events, webhookUrl, signatureInOwnHeader: true };
  accepted(run({ type: 'RegisterWebhook', ...registration }));
  for (const outcome of [{ status: 200 }, { failure: 'refused' }]) {
    accepted(run({ type: 'SendTestNotice', partnerId }));
    const noticeId = [...engine.state.noticesAhead.keys()].at(-1) ?? '';
    accepted(run({ type: 'RecordNoticeTry', noticeId, outcome }));
  }
  accepted(run({ type: 'SendTestNotice', partnerId }));
}

/** Two faults, one of which strikes and is switched off again. */
function strike({ engine, run }: Story): void {
  accepted(run({ type: 'SwitchOnFault', name: 'F03', count: 2, probability: 0.5 }));
  accepted(run({ type: 'SwitchOnFault', name: 'F24' }));
  const [struck = '', off = ''] = engine.state.faults.keys();
  accepted(run({ type: 'MeetFault', faultId: struck, subject: 'harbor' }));
  accepted(run({ type: 'SwitchOffFault', faultId: off }));
}

/** A story in which everything happens that can; some of it is still open at its end. */
export function everyFact(): Story {
  const consent = { name: 'consent', owner: 'customer', before: 'activation' } as const;
  const story = aStory({ seller: 'provider', publisher: { steps: [consent] }, offer: { webhookUrl } });
  const { engine, change, run } = story;
  const [monthly, yearly, trial, idle, metered] = [
    story.buy('FX-M'),
    story.buy('FX-Y'),
    story.buy('FX-T'),
    story.buy('FX-A'),
    story.buy('FX-F'),
  ];
  meet(story);
  administer(story, monthly);
  grant(story);
  reprice(story, '18.00');
  accepted(run({ type: 'ChangeAudience', productId: perUserOffer.productId, cspAudience: 'any' }));
  accepted(
    run({
      type: 'ChangeSale',
      productId: perUserOffer.productId,
      skuId: '0001',
      sale: { maximumQuantity: 100 },
    }),
  );
  shop(story);
  const direct = story.buyDirect('FX-M', 3);
  for (const id of [monthly, yearly, trial, metered, direct]) setUp(story, id);
  reassign(story, [monthly, yearly, trial, idle]);
  engine.log.append([{ type: 'ReceiptKept', v: 1, key: 'key', receipt: { status: 201 } }]);
  hear(story);
  const call = { first: engine.seq(), last: engine.seq(), correlationId: 'c', applicationId: 'a' };
  engine.log.append([{ type: 'CallNoted', v: 1, ...call }]);

  strike(story);

  agreed(story, monthly, { type: 'SetQuantity', quantity: 12 });
  agreed(story, monthly, { type: 'ChangePlan', planId: 'fx-g' });
  accepted(run({ type: 'ChangeSetting', name: 'qty.decrease', value: 'atRenewal' }));
  agreed(story, monthly, { type: 'SetQuantity', quantity: 11 });
  agreed(story, trial, { type: 'SetQuantity', quantity: 9 });
  accepted(change(yearly, { type: 'Suspend' }));
  accepted(run({ type: 'ChangeSetting', name: 'invoice.day', value: 20 }));
  for (const at of ['2020-07-20T10:00:00Z', '2020-08-01T10:00:00Z', '2020-10-10T10:00:00Z'])
    meter(story.at(at), metered);
  agreed(story, yearly, { type: 'Reactivate' });
  accepted(run({ type: 'ChangeSetting', name: 'payments', value: 'manual' }));
  accepted(change(yearly, { type: 'Suspend' }));
  accepted(change(monthly, { type: 'SetAutoRenew', autoRenew: false }));
  accepted(change(trial, { type: 'CompleteStep', name: 'export' }, { type: 'Cancel' }));
  story.at('2020-12-20T10:00:00Z');
  reprice(story, '24.00');
  payOverdue(story, partners.provider.id);
  agreed(story, yearly, { type: 'Reactivate' });
  story.at('2020-12-20T10:00:10Z');
  meter(story, metered);
  answer(story, 'exhausted');
  accepted(change(yearly, { type: 'SetQuantity', quantity: 14 }));
  accepted(run({ type: 'ChangeSetting', name: 'invoice.day', value: 3 }));
  accepted(run({ type: 'ChangeSetting', name: 'activation.delay', value: 'P1D' }));
  const late = story.buyDirect('FX-M', 2);
  accepted(change(late, { type: 'CompleteStep', name: 'consent' }));
  story.activate(late);
  return story;
}
