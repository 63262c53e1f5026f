import { z } from 'zod';

/** What an audit record can be about (PC 8.1). */
export const resourceTypeSchema = z.enum(['customer', 'agreement', 'order', 'subscription', 'invoice']);

export type ResourceType = z.output<typeof resourceTypeSchema>;

/** What can have been done to it (PC 8.1). */
export const operationTypeSchema = z.enum([
  'add_customer',
  'create_agreement',
  'create_order',
  'update_order',
  'update_subscription',
  'upgrade_subscription',
  'convert_trial_subscription',
  'ready_invoice',
]);

export type OperationType = z.output<typeof operationTypeSchema>;
