import type { Customer, State } from '@marketsim/core';
import { z } from 'zod';
import { readFilter } from '../wire/filter.ts';

const filterSchema = z.object({
  field: z.enum(['CompanyName', 'Domain', 'IndirectReseller', 'IndirectCloudSolutionProvider']),
  value: z.string().min(1),
  operator: z.enum(['starts_with']),
});

type Filter = z.output<typeof filterSchema>;

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
  const { field, value } = readFilter(filterSchema, text);
  const start = value.toLowerCase();
  return (customer) => fields[field](customer, state).some((found) => found?.toLowerCase().startsWith(start));
}
