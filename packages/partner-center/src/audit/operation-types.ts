import { z } from 'zod';

/** What an audit record can be about (PC 8.1). */
export const resourceTypeSchema = z.enum([
  'customer',
  'customer_user',
  'agreement',
  'order',
  'subscription',
  'invoice',
]);

export type ResourceType = z.output<typeof resourceTypeSchema>;

/** What can have been done to it (PC 8.1). */
export const operationTypeSchema = z.enum([
  'add_customer',
  'delete_tip_customer',
  'update_customer_billing_profile',
  'update_customer_qualification',
  'create_customer_user',
  'update_customer_user',
  'delete_customer_user',
  'create_agreement',
  'create_order',
  'update_order',
  'update_subscription',
  'upgrade_subscription',
  'convert_trial_subscription',
  'ready_invoice',
]);

export type OperationType = z.output<typeof operationTypeSchema>;
