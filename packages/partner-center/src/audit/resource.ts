import { createIds, type Engine, epochMs } from '@marketsim/core';
import { z } from 'zod';
import { attributesSchema } from '../wire/link.ts';
import { instantSchema } from '../wire/values.ts';
import { operationTypeSchema, resourceTypeSchema } from './operation-types.ts';
import { pascalJson } from './pascal-json.ts';
import type { AuditRecord } from './trail.ts';

/** What was done in a partner's account, by whom, and how the resource stood before and after it (PC 8.1). */
export const auditRecordSchema = z
  .strictObject({
    id: z.string(),
    partnerId: z.guid(),
    participants: z.array(z.guid()),
    customerId: z.guid().optional(),
    customerName: z.string().optional(),
    userPrincipalName: z.string().optional(),
    applicationId: z.string().optional(),
    resourceType: resourceTypeSchema,
    resourceOldValue: z.string().optional(),
    resourceNewValue: z.string(),
    operationType: operationTypeSchema,
    originalCorrelationId: z.string(),
    operationDate: instantSchema,
    operationStatus: z.enum(['succeeded', 'failed', 'progress']),
    customizedData: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    attributes: attributesSchema('AuditRecord'),
  })
  .meta({ id: 'AuditRecord' });

/** Milliseconds between the beginning of .NET's time and that of JavaScript's. */
const ticksBegin = 62_135_596_800_000n;
/** Ticks of .NET in a millisecond. */
const perMs = 10_000n;

/** The instant in ticks; those within one millisecond tell operations of the same instant apart. */
const ticksOf = ({ at, seq }: Pick<AuditRecord, 'at' | 'seq'>): bigint =>
  (BigInt(epochMs(at)) + ticksBegin) * perMs + (BigInt(seq) % perMs);

/** Tells a record from all others of its partner; what is of no customer is of the partner itself. */
export function auditIdOf(record: AuditRecord): string {
  const { partnerId, customer } = record.after;
  return [partnerId, customer?.id ?? partnerId, record.operationType, ticksOf(record)].join('_');
}

/** A record as the wire has it. Nobody's application stands where nobody called. */
export function auditRecordResource(record: AuditRecord, { seed, world }: Pick<Engine, 'seed' | 'world'>) {
  const { before, after, call, seq } = record;
  const { partnerId = '', customer } = after;
  return {
    id: auditIdOf(record),
    partnerId,
    participants: [partnerId],
    customerId: customer?.id,
    customerName: customer?.companyName,
    userPrincipalName: call?.userName,
    applicationId: call?.applicationId,
    resourceType: record.resourceType,
    resourceOldValue: before && pascalJson(before.resource()),
    resourceNewValue: pascalJson(after.resource()),
    operationType: record.operationType,
    originalCorrelationId: call?.correlationId ?? createIds(seed, world).guid('correlation', seq),
    operationDate: record.at,
    operationStatus: record.status,
    customizedData: after.customizedData,
    attributes: { objectType: 'AuditRecord' },
  };
}
