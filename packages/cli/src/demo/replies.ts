import { z } from 'zod';

const application = z.looseObject({
  alias: z.string(),
  name: z.string(),
  tenantId: z.string(),
  applicationId: z.string(),
  clientSecret: z.string().optional(),
});

/** `/_sim/accounts`, as far as the story needs it. */
export const accountsReply = z.looseObject({
  partners: z.array(application),
  publishers: z.array(application.extend({ landingPageUrl: z.string(), webhookUrl: z.string().optional() })),
  customers: z.array(
    z.looseObject({
      alias: z.string().optional(),
      tenantId: z.string(),
      companyName: z.string(),
      currency: z.string(),
    }),
  ),
});

/** `/_sim/catalog`. */
export const catalogReply = z.looseObject({
  offers: z.array(
    z.looseObject({
      plans: z.array(
        z.looseObject({
          planId: z.string(),
          skuId: z.string(),
          title: z.string(),
          catalogItemId: z.string(),
          prices: z.array(
            z.looseObject({
              term: z.string(),
              billingCycle: z.string(),
              currency: z.string(),
              price: z.number(),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type CatalogPlan = z.output<typeof catalogReply>['offers'][number]['plans'][number];

const ledgerRow = z.looseObject({
  id: z.string(),
  createdAt: z.string(),
  type: z.string(),
  subscriptionId: z.string(),
  customerId: z.string(),
  skuId: z.string(),
  chargeStartDate: z.string(),
  chargeEndDate: z.string(),
  unitAmount: z.number(),
  quantity: z.number(),
  amount: z.number(),
  currency: z.string(),
  invoiceId: z.string().optional(),
});

/** A line of the ledger; amounts in the currency's major unit. */
export type LedgerRow = z.output<typeof ledgerRow>;

/** `/_sim/ledger`. */
export const ledgerReply = z.looseObject({
  rows: z.array(ledgerRow),
  totals: z.record(z.string(), z.number()),
});

const invoice = z.looseObject({
  id: z.string(),
  documentType: z.enum(['invoice', 'creditNote']),
  currency: z.string(),
  issuedAt: z.string(),
  startDate: z.string(),
  endDate: z.string(),
  dueOn: z.string(),
  total: z.number(),
  lines: z.array(ledgerRow),
});

/** An invoice or credit note. */
export type Invoice = z.output<typeof invoice>;

/** `/_sim/invoices`. */
export const invoicesReply = z.looseObject({ invoices: z.array(invoice) });

/** A cart. */
export const cartReply = z.looseObject({ id: z.string() });

/** What a checkout answers. */
export const checkoutReply = z.looseObject({
  orders: z.array(
    z.looseObject({ id: z.string(), lineItems: z.array(z.looseObject({ subscriptionId: z.string() })) }),
  ),
});

/** Activation links of an order line. */
export const linksReply = z.looseObject({
  items: z.array(z.looseObject({ link: z.looseObject({ uri: z.string() }) })),
});

/** A subscription in Partner Center. */
export const subscriptionReply = z.looseObject({
  status: z.string(),
  quantity: z.int(),
  autoRenewEnabled: z.boolean(),
  attentionNeeded: z.boolean(),
});
