import type { Customer, State } from '@marketsim/core';
import { normalise, shapeIssues } from '@marketsim/http';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';

const filterSchema = z.object({
  field: z.enum(['CompanyName', 'Domain', 'IndirectReseller', 'IndirectCloudSolutionProvider']),
  value: z.string().min(1),
  operator: z.enum(['starts_with']),
});

type Filter = z.output<typeof filterSchema>;

/** Reads the JSON of the `filter` query; ends the request when it is none that lists know (PC 2.1). */
function readFilter(text: string): Filter {
  const raw = normalise(filterSchema, parsed(text), 'sdk');
  const result = filterSchema.safeParse(raw);
  if (result.success) return result.data;
  const wrong = shapeIssues(filterSchema, raw, result.error).map(
    ({ path, message }) => `${path || 'value'} ${message}`,
  );
  return refuseWith(invalidProperty('filter', wrong.join('; ')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseWith(invalidProperty('filter', 'expected JSON with Field, Value and Operator'));
  }
}

type Fields = (customer: Customer, state: State) => readonly (string | undefined)[];

/** What of a customer each field looks at; a reseller is named by its tenant or its MPN id. */
const fields: Readonly<Record<Filter['field'], Fields>> = {
  CompanyName: ({ companyName }) => [companyName],
  Domain: ({ domain }) => [domain],
  IndirectReseller: ({ associatedPartnerId }, { partnerByMpnId }) =>
    associatedPartnerId === undefined
      ? []
      : [associatedPartnerId, partnerByMpnId.get(associatedPartnerId)?.id],
  IndirectCloudSolutionProvider: ({ partnerId }, { partners }) => [
    partnerId,
    partners.get(partnerId ?? '')?.mpnId,
  ],
};

/** A test for customers from the `filter` query; without one all pass. */
export function customerFilter(text: string | undefined, state: State): (customer: Customer) => boolean {
  if (text === undefined) return () => true;
  const { field, value } = readFilter(text);
  const start = value.toLowerCase();
  return (customer) => fields[field](customer, state).some((found) => found?.toLowerCase().startsWith(start));
}
