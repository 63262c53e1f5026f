import { dayOf, type Invoice } from '@marketsim/core';
import { z } from 'zod';
import { readFilter } from '../wire/filter.ts';

const filterSchema = z.object({
  field: z.enum(['InvoiceDate']),
  value: z.string().regex(/^\d{4}-\d{2}-\d{2}(T.*)?$/, { error: 'a date such as "2026-01-31"' }),
  operator: z.enum([
    'equals',
    'not_equals',
    'greater_than',
    'greater_than_or_equals',
    'less_than',
    'less_than_or_equals',
  ]),
});

type Operator = z.output<typeof filterSchema>['operator'];

const comparisons: Readonly<Record<Operator, (date: string, value: string) => boolean>> = {
  equals: (date, value) => date === value,
  not_equals: (date, value) => date !== value,
  greater_than: (date, value) => date > value,
  greater_than_or_equals: (date, value) => date >= value,
  less_than: (date, value) => date < value,
  less_than_or_equals: (date, value) => date <= value,
};

/** A test for invoices by their UTC date, from the `filter` query; without one all pass (PC 7.2). */
export function invoiceFilter(text: string | undefined): (invoice: Invoice) => boolean {
  if (text === undefined) return () => true;
  const { value, operator } = readFilter(filterSchema, text);
  return ({ issuedAt }) => comparisons[operator](dayOf(issuedAt), value.slice(0, 10));
}
