import { z } from 'zod';
import { readFilter } from '../wire/filter.ts';
import { resourceTypeSchema } from './operation-types.ts';
import type { AuditRecord } from './trail.ts';

/** What can be asked for: relationships stand as they are, so there is no record of them (PC 8.1). */
const wantedTypeSchema = z.enum([...resourceTypeSchema.options, 'partner_customer_relationship']);

const filterSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('CompanyName'), value: z.string().min(1), operator: z.literal('substring') }),
  z.object({ field: z.literal('CustomerId'), value: z.string().min(1), operator: z.literal('equals') }),
  z.object({ field: z.literal('ResourceType'), value: wantedTypeSchema, operator: z.literal('equals') }),
]);

/** A test for records from the `filter` query, in any case of the value; without one all pass (PC 8.1). */
export function auditFilter(text: string | undefined): (record: AuditRecord) => boolean {
  if (text === undefined) return () => true;
  const { field, value } = readFilter(filterSchema, text);
  const wanted = value.toLowerCase();
  switch (field) {
    case 'CompanyName':
      return ({ after }) => after.customer?.companyName.toLowerCase().includes(wanted) ?? false;
    case 'CustomerId':
      return ({ after }) => after.customer?.id === wanted;
    case 'ResourceType':
      return ({ resourceType }) => resourceType === wanted;
  }
}
