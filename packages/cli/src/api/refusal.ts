import { z } from 'zod';
import type { WireReply } from './wire.ts';

const coded = z.object({ code: z.union([z.string(), z.number()]), message: z.string() });

/** The bodies with which the APIs refuse: control and fulfillment, Partner Center, sign-in. */
const refusal = z.union([
  z.object({ error: coded }).transform(({ error }) => ({ code: String(error.code), message: error.message })),
  z
    .object({ code: z.union([z.string(), z.number()]), description: z.string() })
    .transform(({ code, description }) => ({ code: String(code), message: description })),
  z
    .object({ error: z.string(), error_description: z.string() })
    .transform((body) => ({ code: body.error, message: body.error_description })),
]);

/** Why an API refused. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** JSON of a text, or nothing when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The refusal in a reply; its status and beginning where the body is in no API's form. */
export function refusalOf({ status, text }: WireReply): Refusal {
  const read = refusal.safeParse(jsonOf(text));
  if (read.success) return read.data;
  const words = text.trim().slice(0, 200);
  return {
    code: String(status),
    message: words === '' ? `it answered ${status}` : `it answered ${status}: ${words}`,
  };
}
