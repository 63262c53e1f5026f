import { z } from 'zod';

const form = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

const millisecondsOf = (text: string): number => {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (form.exec(text) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
};

const longestMs = millisecondsOf('P30D');

/** A span of world time of at most 30 days as ISO 8601 spells it, such as `PT9S`, `PT36H` or `P2D`. */
export const durationSchema = z
  .string()
  .regex(form, 'must be an ISO 8601 duration such as PT9S, PT2H or P1D')
  .refine((text) => text.at(-1) !== 'P' && text.at(-1) !== 'T', 'must say how long')
  .refine((text) => millisecondsOf(text) <= longestMs, 'must be at most 30 days');

/** The length of such a span in milliseconds. */
export const durationMs = (text: z.output<typeof durationSchema>): number => millisecondsOf(text);
