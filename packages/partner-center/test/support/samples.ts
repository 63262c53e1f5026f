import type { Contract } from '@marketsim/http';
import { invoiceDay, invoiceOf } from './billing.ts';
import { ids, item, mpnIds } from './fixtures.ts';
import { buyActive, fillCart } from './purchase.ts';
import type { Simulation } from './simulation.ts';

const address = {
  firstName: 'Per',
  lastName: 'Lund',
  addressLine1: '1 Quay',
  addressLine2: 'Pier 7',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
  phoneNumber: '2065550123',
};
const billing = {
  ...{ email: 'ap@quay.example', culture: 'en-US', language: 'en', companyName: 'Quay' },
  ...{ firstName: 'Per', lastName: 'Lund', defaultAddress: address },
};
const user = {
  ...{ usageLocation: 'US', userPrincipalName: 'li-unique@quay.example', displayName: 'Li', firstName: 'Li' },
  passwordProfile: { password: 'a password', forceChangePassword: true },
};
const line = {
  ...{ id: 0, catalogItemId: item('TIDE'), friendlyName: 'Seats', quantity: 3, currencyCode: 'USD' },
  ...{ billingCycle: 'monthly', termDuration: 'P1M', provisioningContext: { key: 'value' } },
  ...{ participants: [], promotionId: 'p', customTermEndDate: '2026-12-31T00:00:00Z' },
};
const { firstName: _, lastName: __, phoneNumber: ___, ...place } = address;

const webhook = { WebhookUrl: 'https://partner.example/hook', WebhookEvents: ['test-created'] };

/** A body that each endpoint with one accepts; where it may be sent once, 'unique' stands for something new. */
export const bodies: Readonly<Record<string, unknown>> = {
  'CUS-2': {
    enableGDAPByDefault: false,
    companyProfile: { domain: 'quay-unique.onmicrosoft.com' },
    billingProfile: billing,
  },
  'CUS-6.replace': billing,
  'CUS-7': place,
  'CUS-8.replace': 'education',
  'CUS-8.state': { qualification: 'education' },
  'CUS-10.confirm': {
    primaryContact: {
      firstName: 'Eva',
      lastName: 'Roth',
      email: 'eva-unique@quay.example',
      phoneNumber: '1',
    },
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    dateAgreed: '2026-01-04T00:00:00Z',
    type: 'MicrosoftCustomerAgreement',
  },
  'CUS-14.create': user,
  'CUS-14.update': { ...user, state: 'active' },
  'CAT-6': { targetItems: [{ productId: 'TIDE', skuId: '0001' }], inventoryContext: { key: 'value' } },
  'CRT-1': { lineItems: [line], partnerOnRecordAttestationAccepted: true },
  'CRT-3': { lineItems: [line], partnerOnRecordAttestationAccepted: true },
  'ORD-3': {
    ...{ billingCycle: 'monthly', currencyCode: 'USD', partnerOnRecordAttestationAccepted: true },
    lineItems: [
      {
        ...{
          lineItemNumber: 0,
          offerId: item('TIDE'),
          quantity: 3,
          friendlyName: 'Seats',
          termDuration: 'P1M',
        },
        ...{ provisioningContext: { key: 'value' }, attestationAccepted: true },
      },
    ],
  },
  'ORD-4': { status: 'completed', billingCycle: 'monthly', lineItems: [{}], attributes: { etag: '' } },
  'SUB-3': {
    ...{ friendlyName: 'Seats', quantity: 10, status: 'active', autoRenewEnabled: true, partnerId: '' },
    ...{ billingCycle: 'monthly', termDuration: 'P1M', attributes: { etag: '' } },
  },
  'WHK-2.register': webhook,
  'WHK-2.replace': { ...webhook, SignatureTokenToMsSignatureHeader: true },
  'SUB-8.replace': { supportTenantId: ids.direct, supportMpnId: mpnIds.direct, name: 'Help' },
};

const queryValues: Readonly<Record<string, string>> = {
  ...{ country: 'US', targetView: 'MarketplaceSaaS', targetSegment: 'commercial', type: 'account' },
  ...{ relationship_type: 'IsIndirectCloudSolutionProviderOf', agreementType: '*', size: '5', offset: '0' },
  ...{ billingType: 'monthly', include_price: 'true', mpnId: mpnIds.direct, language: 'en-US', code: 'c' },
  ...{ provider: 'onetime', invoicelineitemtype: 'billinglineitems', hasPartnerEarnedCredit: 'false' },
  ...{ currencycode: 'usd', period: 'current', reservationScope: 'AzurePlan', mpn_id: mpnIds.reseller },
  ...{ startDate: '2026-01-10', endDate: '2026-02-08' },
};

const filterOf = (Field: string, Value: string, Operator: string): string =>
  JSON.stringify({ Field, Value, Operator });

/** Members that mean something else at each endpoint. */
const ownValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'CUS-1': { filter: filterOf('CompanyName', 'Lake', 'starts_with') },
  'CUS-14': { filter: filterOf('UserState', 'Inactive', 'equals') },
  'INV-1': { filter: filterOf('InvoiceDate', '2026-02-08', 'equals') },
  'CUS-13.agreement': { mpnId: mpnIds.reseller },
  'AUD-1': { filter: filterOf('CompanyName', 'Lake', 'substring') },
};

/** Members that go only without another, or need more than themselves. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  'CUS-13.agreement': ['tenantId'],
  'SUB-1': ['order_id'],
};

/** A query in which every member of an endpoint has a value that it accepts; `seekOperation` goes with a header. */
export function queryOf({ id, query }: Pick<Contract, 'id' | 'query'>): Readonly<Record<string, string>> {
  const names = Object.keys(query.shape).filter(
    (name) => name !== 'seekOperation' && !leftOut[id]?.includes(name),
  );
  return Object.fromEntries(
    names.map((name) => {
      const value = ownValues[id]?.[name] ?? queryValues[name];
      if (value === undefined) throw new Error(`no value is known for ${name} of ${id}`);
      return [name, value];
    }),
  );
}

/** What the parameters of paths can stand for in a world with one of everything. */
export async function oneOfEverything(sim: Simulation): Promise<Readonly<Record<string, string>>> {
  const bought = await buyActive(sim);
  sim.advance(invoiceDay);
  const cartId = await fillCart(sim);
  const { body } = await sim.as().post(`/v1/customers/${ids.customer}/users`).send(user).expect(200);
  return {
    ...{ customerId: ids.customer, orderId: bought.orderId, subscriptionId: bought.subscriptionId, cartId },
    ...{ userId: String(body.id), productId: 'TIDE', skuId: '0001', availabilityId: 'AVAIL0001' },
    ...{ invoiceId: invoiceOf(sim).id, provider: 'OneTime', lineItemType: 'BillingLineItems' },
    ...{ lineItemNumber: '0', templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', domain: 'quay.example' },
  };
}
