import type { CartLineRequest, Participant } from '@marketsim/core';
import { z } from 'zod';
import { remarkFields, remarksFrom } from '../cart/remarks.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { billingCycleSchema, domainCycle, termDurationSchema } from '../wire/values.ts';

const lineSchema = z.strictObject({
  lineItemNumber: z.int().nonnegative().optional(),
  offerId: z.string().min(1),
  quantity: z.int(),
  friendlyName: z.string().max(256).optional(),
  termDuration: termDurationSchema.optional(),
  renewsTo: z.strictObject({ termDuration: termDurationSchema }).optional(),
  partnerIdOnRecord: z.string().optional(),
  /** A list to the models, a text to the table (PC 5.1). */
  additionalPartnerIdsOnRecord: z.union([z.array(z.string()), z.string()]).optional(),
  parentSubscriptionId: z.string().optional(),
  provisioningContext: z.record(z.string(), z.string()).optional(),
  ...remarkFields,
});

/** An order that is placed without a cart (PC 5.3). */
export const orderBody = z
  .strictObject({
    referenceCustomerId: z.string().optional(),
    billingCycle: billingCycleSchema.optional(),
    currencyCode: z.string().optional(),
    partnerOnRecordAttestationAccepted: z.boolean().optional(),
    lineItems: z.array(lineSchema),
  })
  .meta({ id: 'NewOrder' });

type Body = z.output<typeof orderBody>;

const participantsOf = (line: Body['lineItems'][number]): readonly Participant[] => [
  ...(line.partnerIdOnRecord ? [{ key: 'transaction_reseller', value: line.partnerIdOnRecord }] : []),
  ...[line.additionalPartnerIdsOnRecord ?? []]
    .flat()
    .filter(Boolean)
    .map((value) => ({
      key: 'additional_transaction_reseller',
      value,
    })),
];

/** The one line in the words of the domain; ends the request for none, for several, and for an add-on. */
export function lineFrom({ billingCycle = 'monthly', currencyCode, lineItems }: Body): CartLineRequest {
  const [line, ...more] = lineItems;
  if (!line) return refuseWith(commerceFault(400, 800009, 'lineItems: an order needs a line.'));
  if (more.length > 0) {
    refuseWith(commerceFault(400, 4018, 'An order of SaaS has one line; use a cart for several.'));
  }
  if (line.parentSubscriptionId) {
    refuseWith(commerceFault(400, 800029, 'The offer is no add-on to another subscription.'));
  }
  const { termDuration, renewsTo, friendlyName } = line;
  if (!termDuration) {
    return refuseWith(invalidProperty('lineItems[0].termDuration', 'a SaaS line needs a term such as "P1M"'));
  }
  return {
    id: line.lineItemNumber ?? 0,
    catalogItemId: line.offerId,
    quantity: line.quantity,
    term: { duration: termDuration, billingCycle: domainCycle(billingCycle) },
    ...(friendlyName && { friendlyName }),
    ...(currencyCode && { currencyCode: currencyCode.toUpperCase() }),
    ...(renewsTo && { renewsTo: renewsTo.termDuration }),
    participants: participantsOf(line),
    provisioningContext: line.provisioningContext ?? {},
    ...remarksFrom(line),
  };
}
