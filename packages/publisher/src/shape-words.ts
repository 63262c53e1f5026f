import type { z } from 'zod';

/** What is wrong with a body, in one line: each member that does not fit, and why. */
export const wordsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
