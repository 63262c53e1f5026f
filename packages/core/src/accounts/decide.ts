import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { BasisPoints } from '../money.ts';
import { accept, reject } from '../outcome.ts';
import { resellerRefusal } from '../subscription/reseller.ts';
import type { Instant } from '../time.ts';
import {
  type AgreementContact,
  type Customer,
  type CustomerProfile,
  customerAgreementTemplate,
  type TenantChoices,
} from './customer.ts';
import type { Partner } from './partner.ts';
import type { Vetting } from './vetting.ts';

/** Makes a partner known to the world. */
export interface RegisterPartner {
  readonly type: 'RegisterPartner';
  readonly partner: Partner;
}

/** A partner creates a customer; the tenant id is given, or derived from partner and number (PC 2.2). */
export interface CreateCustomer {
  readonly type: 'CreateCustomer';
  readonly partnerId: string;
  readonly profile: CustomerProfile;
  readonly tenantId?: string;
  readonly taxRate?: BasisPoints;
  readonly vetting?: Vetting;
  readonly choices?: TenantChoices;
}

/** Makes a customer without a partner known to the world: it buys for itself alone (PUR-18). */
export interface RegisterCustomer {
  readonly type: 'RegisterCustomer';
  readonly tenantId: string;
  readonly profile: Omit<CustomerProfile, 'associatedPartnerId'>;
  readonly taxRate?: BasisPoints;
}

/** A partner confirms that somebody at the customer accepted the customer agreement (PC 2.8). */
export interface ConfirmAgreement {
  readonly type: 'ConfirmAgreement';
  readonly customerId: string;
  readonly templateId: string;
  readonly primaryContact: AgreementContact;
  readonly dateAgreed: Instant;
  readonly userId: string;
}

const sandboxCustomers = 75;

export function registerPartner({ partner }: RegisterPartner, { state }: Context): Decision {
  if (state.partners.has(partner.id)) return reject({ code: 'idTaken', kind: 'partner', id: partner.id });
  if (state.partnerByMpnId.has(partner.mpnId))
    return reject({ code: 'idTaken', kind: 'MPN', id: partner.mpnId });
  return accept([{ type: 'PartnerRegistered', partner }]);
}

export function createCustomer(command: CreateCustomer, context: Context): Decision {
  const { partnerId, profile, tenantId } = command;
  const { state, ids } = context;
  const partner = state.partners.get(partnerId);
  if (!partner) return reject({ code: 'partnerNotFound', partnerId });
  const refusal = customerRefusal(partner, profile, context);
  if (refusal) return reject(refusal);
  const n = state.customersOf.of(partnerId).size;
  const id = tenantId ?? ids.guid('customer', partnerId, n);
  if (state.customers.has(id)) return reject({ code: 'idTaken', kind: 'customer', id });
  return accept([{ type: 'CustomerCreated', customer: { ...customerOf(id, command, context), partnerId } }]);
}

export function registerCustomer(command: RegisterCustomer, context: Context): Decision {
  const { tenantId: id, profile } = command;
  const { state } = context;
  if (state.customerByDomain.has(profile.domain.toLowerCase()))
    return reject({ code: 'domainTaken', domain: profile.domain });
  if (state.customers.has(id)) return reject({ code: 'idTaken', kind: 'customer', id });
  return accept([{ type: 'CustomerCreated', customer: customerOf(id, command, context) }]);
}

const customerOf = (
  id: string,
  { profile, taxRate, vetting, choices }: Pick<CreateCustomer, 'profile' | 'taxRate' | 'vetting' | 'choices'>,
  { ids, now }: Context,
): Customer => ({
  ...profile,
  id,
  commerceId: ids.guid('commerce', id),
  billingProfileId: ids.guid('billing profile', id),
  country: profile.address.country,
  createdAt: now,
  ...(taxRate !== undefined && { taxRate }),
  ...(vetting && { vetting }),
  ...choices,
});

function customerRefusal(
  partner: Partner,
  profile: CustomerProfile,
  context: Context,
): DomainError | undefined {
  const { state } = context;
  if (state.customerByDomain.has(profile.domain.toLowerCase()))
    return { code: 'domainTaken', domain: profile.domain };
  if (partner.sandbox && presentOf(partner, context) >= sandboxCustomers) {
    return { code: 'sandboxLimitExceeded', limit: `${sandboxCustomers} customers` };
  }
  const { associatedPartnerId } = profile;
  return associatedPartnerId === undefined
    ? undefined
    : resellerRefusal(partner, associatedPartnerId, context);
}

/** How many customers a partner has that were not deleted. */
const presentOf = ({ id }: Partner, { state }: Context): number =>
  [...state.customersOf.of(id)].filter((each) => state.customers.get(each)?.deletedAt === undefined).length;

export function confirmAgreement(command: ConfirmAgreement, { state, now }: Context): Decision {
  const { type: _, ...given } = command;
  const { customerId, templateId, primaryContact } = given;
  if (!state.customers.has(customerId)) return reject({ code: 'customerNotFound', customerId });
  if (templateId !== customerAgreementTemplate) {
    return reject({
      code: 'agreementInvalid',
      detail: `templateId ${templateId} is not the Microsoft Customer Agreement`,
    });
  }
  const repeated = [...state.agreements.of(customerId)].some(
    (known) => known.primaryContact.email.toLowerCase() === primaryContact.email.toLowerCase(),
  );
  if (repeated) return reject({ code: 'agreementAlreadyConfirmed', customerId });
  return accept([{ type: 'AgreementConfirmed', agreement: { ...given, confirmedAt: now } }]);
}
