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

const plain = (spelling: string): string => spelling.toLowerCase().replace(/[\s_-]+/g, '');
const spellings = new Map<string, string>(behaviourNames.map((name) => [plain(name), name]));

/** A behaviour by its name, also as `acknowledge early`, `Acknowledge-Early` or `acknowledge_early`. */
const nameSchema = z
  .string()
  .transform((spelling) => spellings.get(plain(spelling)) ?? spelling)
  .pipe(z.enum(behaviourNames));

const milliseconds = z.int().min(0).max(600_000);

/** The behaviour of an account, which holds until another is set. */
export const accountBehaviourSchema = z.strictObject({
  behaviour: nameSchema,
  delayMs: milliseconds.optional(),
  jitterMs: milliseconds.optional(),
});

/**
 * A behaviour with its real times in milliseconds. `delayMs`: before the 200 of `slow` (3000 when unsent), before
 * the answer of `acknowledgeLate` (unsent: only when told). `jitterMs`: at most so much is waited before each
 * reply and before each answer, drawn from the account's seed and the operation. `times`: for so many webhook
 * calls, then the account's behaviour holds again.
 */
export const behaviourSchema = accountBehaviourSchema.extend({
  times: z.int().min(1).max(1_000_000).optional(),
});

/** A behaviour as set for an account or a subscription. */
export type Behaviour = z.output<typeof behaviourSchema>;
