import { z } from 'zod';

/** What the publisher may do with a webhook call (SF 4.2, 4.4, F15 to F20). */
export const behaviourNames = [
  'accept',
  'reject',
  'refuse',
  'slow',
  'silent',
  'acknowledgeEarly',
  'acknowledgeLate',
  'error',
  'hang',
] as const;

/** Name of a behaviour. */
export type BehaviourName = (typeof behaviourNames)[number];

/** What each behaviour does, for people. */
export const behaviourTexts: { readonly [Name in BehaviourName]: string } = {
  accept: 'Accept: 200, then Success',
  reject: 'Reject: 200, then Failure',
  refuse: 'Refuse: 400 at once',
  slow: 'Slow: 200 after a delay, then Success',
  silent: 'Silent: 200, no answer',
  acknowledgeEarly: 'Early: Success before the 200',
  acknowledgeLate: 'Late: 200, Success when told',
  error: 'Error: 500',
  hang: 'Hang: no reply at all',
};

/**
 * A behaviour with its real delay in milliseconds: before the 200 of `slow` (3000 when unsent), before the
 * answer of `acknowledgeLate` (unsent: only when told).
 */
export const behaviourSchema = z.strictObject({
  behaviour: z.enum(behaviourNames),
  delayMs: z.int().min(0).max(600_000).optional(),
});

/** A behaviour as set for an account or a subscription. */
export type Behaviour = z.output<typeof behaviourSchema>;
