import { type Explanation, type Sentence, toDecimal } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';

const sentence = z.object({
  text: z.string(),
  rules: z.array(z.string()).describe('Ids of the rules that it follows from.'),
  at: z.string().optional().describe('When it happened, or will.'),
  cause: z
    .object({
      kind: z.enum(['command', 'timer']),
      name: z.string().describe('Of the command, or of the work that was due.'),
      by: z.enum(['partner', 'customer', 'publisher', 'marketplace']),
    })
    .optional(),
  arithmetic: z
    .object({
      text: z.string(),
      result: z.number().describe("What it comes to, in the currency's major unit."),
      currency: z.string(),
    })
    .optional(),
});

const names = ['what', 'price', 'amount', 'tax', 'invoice', 'story', 'now', 'ahead', 'refusal'] as const;

/** Why something is as it is, in words, with the rules, instants and calculations behind them. */
export const explanationView = z
  .object({
    subject: z.object({ kind: z.enum(['subscription', 'line', 'invoice', 'request']), id: z.string() }),
    headline: z.string(),
    chapters: z.array(z.object({ name: z.enum(names), sentences: z.array(sentence) })),
  })
  .meta({ id: 'Explanation' });

type View = z.output<typeof explanationView>;

/** The explanation as it is shown: amounts are in the major unit. */
export const explanationViewOf = ({ subject, headline, chapters }: Explanation): View => ({
  subject,
  headline,
  chapters: chapters.map(({ name, sentences }) => ({ name, sentences: sentences.map(sentenceOf) })),
});

const sentenceOf = ({
  text,
  rules,
  at,
  cause,
  arithmetic,
}: Sentence): View['chapters'][number]['sentences'][number] => ({
  ...{ text, rules: [...rules] },
  ...compact({ at, cause }),
  ...(arithmetic && {
    arithmetic: { ...arithmetic, result: toDecimal(arithmetic.result, arithmetic.currency) },
  }),
});
