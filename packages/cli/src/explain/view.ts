import { z } from 'zod';
import { second } from '../text/instant.ts';

const sentence = z.looseObject({
  text: z.string(),
  rules: z.array(z.string()),
  at: z.string().optional(),
  cause: z.looseObject({ name: z.string(), by: z.string() }).optional(),
});

/** Why something is as it is; instants are UTC. */
export const explanationReply = z.looseObject({
  headline: z.string(),
  chapters: z.array(z.looseObject({ name: z.string(), sentences: z.array(sentence) })),
});

export type Explained = z.output<typeof explanationReply>;

const titles: Readonly<Record<string, string>> = {
  what: 'What it is',
  price: 'Its price',
  amount: 'Its amount',
  tax: 'Its tax',
  invoice: 'Its invoice',
  story: 'What happened',
  now: 'How it stands',
  ahead: 'What comes next',
  refusal: 'Why it was refused',
};

/** The headline, then each chapter with its statements, one in a line, the rules behind it at the end. */
export const explanationText = ({ headline, chapters }: Explained): string =>
  [
    headline,
    ...chapters.flatMap(({ name, sentences }) => ['', titles[name] ?? name, ...sentences.map(lineOf)]),
  ].join('\n');

function lineOf({ text, rules, at, cause }: z.output<typeof sentence>): string {
  const parts = [
    ...(at === undefined ? [] : [second(at)]),
    ...(cause ? [`${cause.name} by ${cause.by}:`] : []),
    text,
    ...(rules.length > 0 ? [`(${rules.join(', ')})`] : []),
  ];
  return `  ${parts.join(' ')}`;
}
