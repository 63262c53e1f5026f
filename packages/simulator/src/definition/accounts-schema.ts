import { z } from 'zod';
import {
  aliasField,
  clientSecretField,
  countryField,
  currencyField,
  domainField,
  guidField,
  landingPageField,
  momentField,
  mpnIdField,
  priceField,
  taxRateField,
  webhookField,
} from './fields.ts';

/** A company of the partner programme. */
export const partnerDefinition = z.strictObject({
  alias: aliasField,
  name: z.string().min(1),
  kind: z.enum(['directBill', 'indirectProvider', 'indirectReseller']),
  mpnId: mpnIdField,
  country: countryField,
  tenantId: guidField.optional(),
  domain: domainField
    .optional()
    .describe('By which sign-in knows its tenant, and in which its users are; <alias>.example unless given.'),
  applicationId: guidField.optional(),
  clientSecret: clientSecretField.optional(),
  agreementSigned: z.boolean().default(true),
  sandbox: z.boolean().default(false),
  inactiveProgram: z
    .enum(['csp', 'reseller'])
    .optional()
    .describe('The programme in which its status is not active; without it active in both.'),
  sellsIn: z
    .array(countryField)
    .min(1)
    .optional()
    .describe('Countries in which it may sell; without it in all.'),
  resellers: z
    .array(aliasField)
    .default([])
    .describe('Aliases of the indirect resellers of this indirect provider.'),
  taxRate: taxRateField.optional(),
  billingCurrency: currencyField
    .optional()
    .describe("In which it is billed; that of each customer's market unless given. Needs exchangeRates."),
});

const address = z.strictObject({
  addressLine1: z.string().min(1),
  addressLine2: z.string().optional(),
  addressLine3: z.string().optional(),
  city: z.string().min(1),
  state: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().min(1),
  firstName: z.string().min(1),
  middleName: z.string().optional(),
  lastName: z.string().min(1),
  phoneNumber: z.string().optional(),
});

const acceptance = z.strictObject({
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  email: z.email(),
  phoneNumber: z.string().optional(),
  dateAgreed: momentField.optional(),
});

/** How the vetting of a customer's account can stand. */
const accountStatuses = ['allowed', 'underReview', 'unknown', 'notAllowed', 'notReady'] as const;

/** A customer of one of the partners, or one that buys for itself alone. */
export const customerDefinition = z.strictObject({
  alias: aliasField,
  partner: aliasField
    .optional()
    .describe('Alias of the partner that sells to the customer; without one it can only buy for itself.'),
  companyName: z.string().min(1),
  domain: domainField,
  country: countryField,
  tenantId: guidField.optional(),
  email: z.email().optional(),
  culture: z.string().optional(),
  language: z.string().optional(),
  address: address.optional(),
  agreement: z
    .union([z.enum(['accepted', 'direct', 'none']), acceptance])
    .default('accepted')
    .describe(
      'Whether the Microsoft Customer Agreement is confirmed by the partner, or who accepted it and when; direct: signed with Microsoft itself.',
    ),
  delegatedAccess: z
    .boolean()
    .optional()
    .describe(
      'Whether its partner may administer its tenant, and so sees its whole profile; true unless given.',
    ),
  reseller: aliasField
    .optional()
    .describe('Alias or MPN id of the indirect reseller that looks after the customer.'),
  taxRate: taxRateField.optional().describe('Percent of tax on what the customer buys for itself.'),
  azurePlan: z
    .enum(['active', 'inactive', 'none'])
    .default('active')
    .describe('The Azure plan that metered plans need, and whether its subscription is active.'),
  account: z
    .enum(accountStatuses)
    .default('allowed')
    .describe(
      'How the vetting of its account stands: nothing can be ordered for it but when allowed or notReady.',
    ),
  isRisk: z
    .boolean()
    .default(false)
    .describe('Whether nothing can be ordered for it, where `risk.enabled` says that risk is looked at.'),
  creditLine: priceField
    .optional()
    .describe('The most that an order may come to when it is first charged, where risk is looked at.'),
});

/** An independent software vendor; its alias is its publisher id. */
export const publisherDefinition = z.strictObject({
  alias: aliasField,
  name: z.string().min(1),
  landingPageUrl: landingPageField
    .optional()
    .describe('Where activation links lead; without one the mock publisher answers, where it runs.'),
  webhookUrl: webhookField.optional().describe('Where the publisher is told of changes.'),
  tenantId: guidField.optional(),
  applicationId: guidField.optional(),
  clientSecret: clientSecretField.optional(),
  reportsLicenseAssignment: z
    .boolean()
    .default(true)
    .describe('Whether billing waits for the report of assigned licences.'),
  answersOperations: z
    .boolean()
    .default(false)
    .describe('Whether changes wait for an answer to their operation.'),
  steps: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        owner: z.enum(['partner', 'customer', 'publisher']),
        before: z.enum(['activation', 'cancel', 'quantity']),
      }),
    )
    .default([])
    .describe('Steps that must be done at the publisher before a change of each new subscription.'),
});
