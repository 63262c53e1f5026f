import type { CartLineRequest, TermDuration } from '@marketsim/core';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { billingCycleSchema, domainCycle, termDurationSchema } from '../wire/values.ts';
import { remarkFields, remarksFrom } from './remarks.ts';

const participantKeys = [
  'transaction_reseller',
  'additional_transaction_reseller',
  'consumption_reseller',
] as const;

const participantSchema = z.strictObject({ key: z.enum(participantKeys), value: z.string().min(1) });

const lineSchema = z.strictObject({
  id: z.int().nonnegative().optional(),
  catalogItemId: z
    .string()
    .min(1)
    .meta({ aliases: ['catalogId'] }),
  friendlyName: z.string().max(256).optional(),
  quantity: z.int(),
  currencyCode: z.string().optional(),
  billingCycle: billingCycleSchema,
  termDuration: termDurationSchema.optional(),
  renewsTo: z.strictObject({ termDuration: termDurationSchema }).optional(),
  participants: z.array(participantSchema).optional(),
  provisioningContext: z.record(z.string(), z.string()).optional(),
  ...remarkFields,
  addonItems: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** The lines of a cart as a partner sends them (PC 4.1, columns Required in). */
export const cartBody = z
  .strictObject({
    lineItems: z.array(lineSchema),
    partnerOnRecordAttestationAccepted: z.boolean().optional(),
  })
  .meta({ id: 'NewCart' });

type WireLine = z.output<typeof lineSchema>;

/**
 * The lines in the words of the domain; a line without an id gets its position. Ends the request when an id is
 * there twice, or a line has no term.
 */
export function linesFrom({ lineItems }: z.output<typeof cartBody>): readonly CartLineRequest[] {
  const lines = lineItems.map((line, position) => lineFrom(line, position));
  lines.forEach(({ id }, position) => {
    const first = lines.findIndex((other) => other.id === id);
    if (first !== position) {
      refuseWith(invalidProperty(`lineItems[${position}].id`, `${id} is the id of lineItems[${first}] too`));
    }
  });
  return lines;
}

function lineFrom(line: WireLine, position: number): CartLineRequest {
  const { id = position, catalogItemId, quantity, friendlyName, currencyCode, renewsTo } = line;
  return {
    id,
    catalogItemId,
    quantity,
    term: { duration: durationOf(line, position), billingCycle: domainCycle(line.billingCycle) },
    ...(friendlyName && { friendlyName }),
    ...(currencyCode && { currencyCode: currencyCode.toUpperCase() }),
    ...(renewsTo && { renewsTo: renewsTo.termDuration }),
    participants: line.participants ?? [],
    provisioningContext: line.provisioningContext ?? {},
    ...remarksFrom(line),
  };
}

const durationOf = ({ termDuration }: WireLine, position: number): TermDuration =>
  termDuration ??
  refuseWith(
    invalidProperty(`lineItems[${position}].termDuration`, 'a SaaS line needs a term such as "P1M"'),
  );
