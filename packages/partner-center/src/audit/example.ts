import type { z } from 'zod';
import { exampleIds } from '../wire/example.ts';
import type { auditRecordSchema } from './resource.ts';

/** A change of a name, as short as it gets. */
export const exampleAuditRecord: z.output<typeof auditRecordSchema> = {
  id: `${exampleIds.partner}_${exampleIds.customer}_update_subscription_639040077000000042`,
  partnerId: exampleIds.partner,
  participants: [exampleIds.partner],
  customerId: exampleIds.customer,
  customerName: 'Northwind Bakery',
  userPrincipalName: 'admin@harbourpartner.example',
  applicationId: '5f0d2a44-9f7e-4b0a-8a68-0f6f3b1d2c55',
  resourceType: 'subscription',
  resourceOldValue: `{"Id":"${exampleIds.subscription}","FriendlyName":"Harbour Planner Team"}`,
  resourceNewValue: `{"Id":"${exampleIds.subscription}","FriendlyName":"Planner of the bakery"}`,
  operationType: 'update_subscription',
  originalCorrelationId: '0f5bd9b1-9e0d-4d0c-9d39-7c1c8f7f9b02',
  operationDate: '2026-01-12T10:15:00.000Z',
  operationStatus: 'succeeded',
  customizedData: [],
  attributes: { objectType: 'AuditRecord' },
};
