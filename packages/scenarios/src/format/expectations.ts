import { operationActions } from '@marketsim/core';
import { aliasField, currencyField, dateField, momentField, priceField } from '@marketsim/simulator';
import { z } from 'zod';
import { endReasons } from '../tell/endings.ts';
import { nameField } from './actions.ts';
import type { Frozen } from './frozen.ts';

const amountField = z
  .union([z.string().regex(/^-?\d+(\.\d+)?$/), z.number()])
  .describe("Amount in the currency's major unit; negative for a credit.");

const subscription = z
  .strictObject({
    status: z.enum(['pending', 'active', 'suspended', 'expired', 'deleted']),
    column: z.enum(['Action Needed', 'Pending', 'Active', 'Suspended', 'Cancelled', 'Expired']),
    state: z.enum(['PN', 'PL', 'PC', 'TR', 'AC', 'EN', 'SU', 'CA', 'EX']),
    quantity: z.int(),
    plan: z.string(),
    autoRenew: z.boolean(),
    price: priceField,
    termStart: dateField,
    termEnd: dateField.describe('Last day of the term.'),
    windowEnds: momentField.describe('First instant at which the cancellation window is closed.'),
    access: z.boolean(),
    reseller: z.string().describe('MPN id on record; empty for none.'),
    nickname: z.string(),
    endedBecause: z.enum(endReasons),
  })
  .partial();

const line = z
  .strictObject({
    type: z.string(),
    from: dateField,
    to: dateField.describe('Last day that the line pays for.'),
    quantity: z.number(),
    unit: amountField,
    amount: amountField,
    tax: amountField,
    currency: currencyField,
    dimension: z.string(),
    reseller: z.string(),
  })
  .partial();

const invoice = z
  .strictObject({
    date: dateField,
    due: dateField,
    total: amountField,
    tax: amountField,
    currency: currencyField,
    document: z.enum(['invoice', 'creditNote']),
    status: z.enum(['issued', 'paid', 'pastDue', 'nothingDue']),
    payer: aliasField,
    lines: z.int().describe('How many lines it has.'),
  })
  .partial();

const webhook = z
  .strictObject({
    action: z.enum(operationActions),
    result: z.enum(['accepted', 'refused', 'exhausted', 'cancelled', 'waiting']),
    tries: z.int(),
    operation: z.enum(['InProgress', 'Succeeded', 'Failed', 'Conflict']),
  })
  .partial();

/** What must be so after a step. Lists are compared whole; of their members only those that are written. */
export const expectation = z
  .strictObject({
    subscriptions: z.record(nameField, subscription).describe('How subscriptions stand.'),
    charged: z.array(line).describe('The lines that this step brought.'),
    ledger: z.record(nameField, z.array(line)).describe('All lines of a subscription.'),
    net: z
      .record(z.union([nameField, currencyField]), amountField)
      .describe('Sum of all lines in a currency, or of a subscription, before tax.'),
    issued: z.array(invoice).describe('The invoices and credit notes that this step brought.'),
    invoices: z.array(invoice).describe('All of them.'),
    webhooks: z.record(nameField, z.array(webhook)).describe('All that its publisher was to be told.'),
    now: momentField,
  })
  .partial();

/** What must be so after a step, as it is written. */
export type Expectation = Frozen<z.output<typeof expectation>>;
