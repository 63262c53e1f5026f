import { type Agreement, customerAgreementTemplate, instant } from '@marketsim/core';
import { exampleIds } from '../wire/example.ts';

/** The agreement of the examples. */
export const exampleAgreement: Agreement = {
  customerId: exampleIds.customer,
  templateId: customerAgreementTemplate,
  primaryContact: { firstName: 'Ida', lastName: 'Moen', email: 'ida@fjordbakery.example' },
  dateAgreed: instant('2026-01-04T00:00:00Z'),
  userId: exampleIds.user,
  confirmedAt: instant('2026-01-05T09:10:00Z'),
};
