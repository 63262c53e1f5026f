import {
  type BasisPoints,
  type Command,
  type CommandOf,
  type ConfirmAgreement,
  type CreateCustomer,
  type Currency,
  currencyOf,
  customerAgreementTemplate,
  exponentOf,
  type Instant,
  instant,
  oneMajor,
  percent,
  price,
  type RegisterCustomer,
  type RegisterPartner,
  type TenantChoices,
  type Vetting,
} from '@marketsim/core';
import { compact } from '../compact.ts';
import { defaultAddress } from './default-address.ts';
import type { IdentifiedDefinition, Tenant, Tenanted } from './identities.ts';
import type { CustomerDefinition, PartnerDefinition, PublisherDefinition } from './schema.ts';

type Partners = ReadonlyMap<string, Tenanted<PartnerDefinition>>;

/** Commands that make partners, publishers and customers; resellers before their providers. */
export function accountCommands(identified: IdentifiedDefinition, startsAt: Instant): readonly Command[] {
  const partners: Partners = new Map(identified.partners.map((partner) => [partner.alias, partner]));
  return [
    ...identified.partners.map((partner) => registerPartner(partner, partners)),
    ...identified.publishers.map(registerPublisher),
    ...identified.customers.flatMap((customer) => customerCommands(customer, partners, startsAt)),
  ];
}

function registerPartner(partner: Tenanted<PartnerDefinition>, partners: Partners): RegisterPartner {
  const { name, kind, mpnId, country, agreementSigned, sandbox } = partner;
  const { sellsIn, billingCurrency, inactiveProgram } = partner;
  const resellers = partner.resellers.flatMap((alias) => partners.get(alias)?.tenantId ?? []);
  return {
    type: 'RegisterPartner',
    partner: {
      ...{ id: partner.tenantId, name, kind, mpnId, country, agreementSigned, sandbox, resellers },
      ...compact({ sellsIn, billingCurrency, inactiveProgram }),
      ...taxRateOf(partner),
    },
  };
}

const taxRateOf = ({ taxRate }: Pick<PartnerDefinition, 'taxRate'>): { readonly taxRate?: BasisPoints } =>
  taxRate === undefined ? {} : { taxRate: percent(taxRate) };

function registerPublisher(publisher: Tenanted<PublisherDefinition>): CommandOf<'RegisterPublisher'> {
  const { alias, name, tenantId, applicationId, steps } = publisher;
  const { reportsLicenseAssignment, answersOperations } = publisher;
  return {
    type: 'RegisterPublisher',
    publisher: {
      ...{ id: alias, name, tenantId, applicationId, reportsLicenseAssignment, answersOperations },
      ...(steps.length > 0 && { steps }),
    },
  };
}

function customerCommands(
  customer: Tenant<CustomerDefinition>,
  partners: Partners,
  startsAt: Instant,
): readonly Command[] {
  if (customer.partner === undefined) {
    const { tenantId } = customer;
    return [{ type: 'RegisterCustomer', tenantId, profile: profileOf(customer), ...taxRateOf(customer) }];
  }
  const seller = partners.get(customer.partner);
  if (!seller) return [];
  const created = createCustomer(customer, seller, partners);
  const confirmed = confirmAgreement(customer, { created, userId: seller.applicationId, startsAt });
  return [created, ...confirmed];
}

function createCustomer(
  customer: Tenant<CustomerDefinition>,
  seller: Tenanted<PartnerDefinition>,
  partners: Partners,
): CreateCustomer {
  const { tenantId, reseller } = customer;
  const vetting = vettingOf(customer);
  const choices = choicesOf(customer);
  const associatedPartnerId =
    reseller === undefined ? undefined : (partners.get(reseller)?.mpnId ?? reseller);
  return {
    type: 'CreateCustomer',
    partnerId: seller.tenantId,
    tenantId,
    profile: { ...profileOf(customer), ...compact({ associatedPartnerId }) },
    ...(Object.keys(vetting).length > 0 && { vetting }),
    ...(Object.keys(choices).length > 0 && { choices }),
    ...taxRateOf(customer),
  };
}

const choicesOf = ({ agreement, delegatedAccess }: CustomerDefinition): TenantChoices => ({
  ...(agreement === 'direct' && { directlySigned: true }),
  ...(delegatedAccess === false && { withoutDelegatedAccess: true }),
});

/** A credit line in minor units of a currency; a fraction of one is no credit. */
export const creditLineIn = (currency: Currency, decimal: string | number): number =>
  (price(decimal) * 10 ** exponentOf(currency)) / oneMajor;

/** What of a customer's definition can stand in the way of a sale to it. */
export type VettingDefinition = Pick<CustomerDefinition, 'azurePlan' | 'account' | 'isRisk' | 'creditLine'>;

/** What can stand in the way of a sale to a customer; empty for one that any can be made to. */
export function vettingOf({
  azurePlan,
  account,
  isRisk,
  creditLine,
  country,
}: VettingDefinition & Pick<CustomerDefinition, 'country'>): Vetting {
  return {
    ...(azurePlan !== 'active' && { azurePlan }),
    ...(account !== 'allowed' && { account }),
    ...(isRisk && { isRisk }),
    ...(creditLine !== undefined && { creditLine: creditLineIn(currencyOf(country), creditLine) }),
  };
}

function profileOf(customer: Tenant<CustomerDefinition>): RegisterCustomer['profile'] {
  const { companyName, domain, country, email, culture, language, address } = customer;
  return {
    companyName,
    domain,
    email: email ?? `admin@${domain}`,
    culture: culture ?? 'en-US',
    language: language ?? 'en',
    address: address ? { ...compact(address), country } : defaultAddress(country),
  };
}

interface Acceptance {
  readonly created: CreateCustomer;
  readonly userId: string;
  readonly startsAt: Instant;
}

function confirmAgreement(
  { agreement, tenantId }: Tenant<CustomerDefinition>,
  { created, userId, startsAt }: Acceptance,
): readonly ConfirmAgreement[] {
  if (agreement === 'none' || agreement === 'direct') return [];
  const { address, email } = created.profile;
  const accepted =
    agreement === 'accepted'
      ? { firstName: address.firstName, lastName: address.lastName, email }
      : agreement;
  const { dateAgreed, ...primaryContact } = { dateAgreed: undefined, ...accepted };
  return [
    {
      type: 'ConfirmAgreement',
      customerId: tenantId,
      templateId: customerAgreementTemplate,
      primaryContact: compact(primaryContact),
      dateAgreed: dateAgreed === undefined ? startsAt : instant(dateAgreed),
      userId,
    },
  ];
}
