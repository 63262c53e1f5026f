import {
  aliasField,
  currencyField,
  dateField,
  faultDefinition,
  marginField,
  momentField,
  monthField,
  priceField,
  rateField,
  settingValue,
} from '@marketsim/simulator';
import { z } from 'zod';
import { publisherBehaviour } from './behaviour.ts';
import type { Frozen } from './frozen.ts';

/** A name that a scenario gives to a subscription when it is bought. */
export const nameField = z
  .string()
  .regex(/^[a-zA-Z][\w-]{0,49}$/)
  .describe('Name of a subscription inside the scenario.');

/** A length of commitment and how it is billed; `none` is the trial before it. */
const termField = z
  .string()
  .regex(/^P\d[MY]\/(monthly|annual|oneTime|none)$/)
  .meta({
    description: 'Term and billing cycle, such as P1M/monthly or P1Y/annual.',
    examples: ['P1M/monthly', 'P1Y/annual'],
  });

const durationField = z.iso.duration().describe('ISO 8601 duration, such as P1M or PT36H.');
const planField = z.string().describe('Plan id; offer/plan where several offers have one of that name.');
const named = z.strictObject({ of: nameField });

const buy = z.strictObject({
  customer: aliasField,
  plan: planField,
  term: termField,
  quantity: z.number(),
  as: nameField,
  reseller: z.string().optional().describe('Alias or MPN id of the indirect reseller.'),
});

const change = named.extend({
  quantity: z.number().optional(),
  plan: z.string().optional().describe('Id of another plan of the same offer.'),
  autoRenew: z.boolean().optional(),
  nickname: z.string().optional(),
  reseller: z.string().optional().describe('Alias or MPN id; an empty text takes the reseller off.'),
});

const newPrice = z.strictObject({
  plan: z.string().optional(),
  term: termField.optional(),
  dimension: z.string().optional(),
  currency: currencyField,
  price: priceField,
});

const margin = z.strictObject({
  offer: z.string(),
  percent: marginField,
  partners: z.array(aliasField).min(1),
  customers: z.array(aliasField).min(1).optional(),
  plans: z.array(z.string()).min(1).optional(),
  from: dateField.optional(),
  until: dateField,
});

/** Everything that can be done in a step, by the word for it. */
export const actions = {
  advance: durationField.optional().describe('The clock moves on by this.'),
  buy: buy.optional().describe('Through a cart of the partner, or for itself by a customer without one.'),
  activate: nameField.optional().describe('The publisher assigns all licences and confirms the setup.'),
  assign: named
    .extend({ licences: z.int() })
    .optional()
    .describe('The publisher reports licences as given out.'),
  confirm: nameField.optional().describe('The publisher confirms the setup.'),
  open: nameField.optional().describe('Somebody follows the activation link, and the publisher resolves it.'),
  change: change.optional().describe('Several at once are all made, or none.'),
  suspend: nameField.optional(),
  reinstate: nameField.optional(),
  cancel: nameField.optional(),
  refund: named.extend({ amount: priceField }).optional().describe('The publisher gives money back.'),
  finish: named.extend({ step: z.string() }).optional().describe('A step at the publisher is done.'),
  answer: named
    .extend({ with: z.enum(['accept', 'reject']) })
    .optional()
    .describe('Staff of the publisher answers the change that is open, as what waits by hand does.'),
  publisher: publisherBehaviour
    .optional()
    .describe('How the mock publisher meets webhooks from now on, or the next few.'),
  report: named
    .extend({ dimension: z.string(), quantity: z.number(), usedAt: momentField.optional() })
    .optional()
    .describe('The publisher reports use, now unless a moment is given.'),
  pay: z
    .strictObject({ invoice: z.int().min(1), amount: priceField.optional() })
    .optional()
    .describe('An invoice is paid, in full unless an amount is given; they are counted from 1.'),
  prices: z
    .strictObject({ offer: z.string(), new: z.array(newPrice).min(1) })
    .optional()
    .describe('A publisher publishes new prices.'),
  margin: margin.optional().describe('A publisher grants a margin.'),
  rate: z
    .strictObject({
      from: currencyField,
      to: currencyField,
      rate: rateField,
      month: monthField.optional(),
    })
    .optional()
    .describe('An exchange rate is set.'),
  setting: z
    .strictObject({ name: z.string(), value: settingValue })
    .optional()
    .describe('A setting of the world changes.'),
  fault: faultDefinition.optional().describe('A fault is switched on.'),
};

/** The words for what can be done. */
export type ActionName = keyof typeof actions;

/** What is done in a step, with all that the word asks for. */
export type ActionOf<Name extends ActionName> = Frozen<NonNullable<z.output<(typeof actions)[Name]>>>;

export const actionNames = Object.keys(actions).filter((name): name is ActionName => name in actions);
