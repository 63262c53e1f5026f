import { refusalSentences, type Sentence, type State, says } from '@marketsim/core';
import { lineErrorRules } from '@marketsim/partner-center';
import { z } from 'zod';
import type { RequestDetail } from '../requests/record.ts';

const withLines = z.object({
  lineItems: z.array(
    z.object({
      id: z.int(),
      error: z.object({ errorCode: z.union([z.int(), z.string()]), errorDescription: z.string() }).optional(),
    }),
  ),
});

const withOrderErrors = z.object({
  orderErrors: z.array(z.object({ orderGroupId: z.string(), code: z.int(), description: z.string() })),
});

const checkout = /\/carts\/([^/?]+)\/checkout/i;

/**
 * What was refused inside of an answer that is no refusal, as it is kept: lines of a cart (PC 4.1), orders of a checkout
 * (PC 4.6). These also with what would have been accepted, as long as `state`, the world by now, knows the cart.
 */
export function refusedInside({ path, reply }: RequestDetail, state: State | undefined): readonly Sentence[] {
  const body = jsonIn(reply?.body);
  const [, cartId = ''] = checkout.exec(path) ?? [];
  const { checkout: ordered, failures = ordered?.failures } = state?.carts.get(cartId.toLowerCase()) ?? {};
  const lines = withLines.safeParse(body).data?.lineItems ?? [];
  const orders = withOrderErrors.safeParse(body).data?.orderErrors ?? [];
  return [
    ...lines.flatMap(({ id, error }) => (error ? [lineSentence(id, error)] : [])),
    ...orders.flatMap(({ orderGroupId, code, description }) => {
      const failure = failures?.find(({ orderGroup }) => orderGroup === orderGroupId);
      return [
        says(`Order group ${orderGroupId} was not ordered, with code ${code}: ${description}`, ['PUR-14']),
        ...(failure ? refusalSentences(failure.error, state) : []),
      ];
    }),
  ];
}

interface LineError {
  readonly errorCode: number | string;
  readonly errorDescription: string;
}

const lineSentence = (id: number, { errorCode, errorDescription }: LineError): Sentence =>
  says(
    `Line ${id} is in the cart with error ${errorCode} and cannot be ordered: ${errorDescription}`,
    lineErrorRules(errorCode),
  );

function jsonIn(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
