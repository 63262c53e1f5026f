import { z } from 'zod';

const party = z.looseObject({ emailId: z.string().nullish(), tenantId: z.string().nullish() });

/** Numbers come as numbers, as padded strings, as "" or not at all (SF 2.2, F30, F31); "" tells nothing. */
export const seats = z
  .union([z.number(), z.string(), z.null()])
  .optional()
  .transform((raw) => {
    const count = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    return typeof count === 'number' && Number.isInteger(count) ? count : undefined;
  });

/** The members of a subscription that a publisher needs, read leniently (SF 2.2). Dates are UTC. */
export const subscriptionSchema = z.object({
  id: z.string().min(1),
  name: z.string().default(''),
  offerId: z.string().default(''),
  planId: z.string().default(''),
  quantity: seats,
  saasSubscriptionStatus: z.string().transform((status) => status.trim()),
  beneficiary: party.nullish(),
  purchaser: party.nullish(),
  autoRenew: z.boolean().optional(),
  isFreeTrial: z.boolean().optional(),
  term: z
    .object({
      startDate: z.string().nullish(),
      endDate: z.string().nullish(),
      termUnit: z.string().nullish(),
    })
    .nullish(),
});

/** A subscription as the marketplace shows it. */
export type Subscription = z.output<typeof subscriptionSchema>;

/** What resolving a purchase token gives (SF 2.3). */
export const resolvedSchema = z.object({ subscription: subscriptionSchema });

/** The plans that a subscription may have, with what is metered in them (SF 2.6). */
export const plansSchema = z.object({
  plans: z.array(
    z.object({
      planId: z.string(),
      planComponents: z
        .object({ meteringDimensions: z.array(z.object({ id: z.string() })).default([]) })
        .optional(),
    }),
  ),
});

/** One page of the list (SF 2.4). */
export const pageSchema = z.object({
  subscriptions: z.array(subscriptionSchema),
  '@nextLink': z.string().nullish(),
});

/** An operation (SF 3.1). */
export const operationSchema = z.looseObject({
  id: z.string(),
  subscriptionId: z.string(),
  action: z.string(),
  status: z.string(),
  operationRequestSource: z.string().nullish(),
  planId: z.string().nullish(),
  quantity: seats,
});

/** An operation as the marketplace shows it. */
export type Operation = z.output<typeof operationSchema>;

const openStatuses: readonly string[] = ['NotStarted', 'InProgress'];

/** Whether an operation is not decided yet. */
export const isOpen = ({ status }: Operation): boolean => openStatuses.includes(status);
