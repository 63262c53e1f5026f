import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { didYouMean, strictly } from './strictly.ts';

/** What the publisher may do with a webhook call (SF 4.2, 4.4, F15 to F20). */
export const behaviourNames = [
  'accept',
  'reject',
  'byHand',
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

/** What can be said more about a behaviour, apart from how often it holds. */
export const behaviourDetails = ['replyDelayMs', 'answerAfter', 'jitterMs'] as const;

type Detail = (typeof behaviourDetails)[number];

const anyReply: readonly Detail[] = ['replyDelayMs', 'jitterMs'];
const anyAnswer: readonly Detail[] = behaviourDetails;

/** What each behaviour does, for people, and which details it has a use for. */
export const behaviours: {
  readonly [Name in BehaviourName]: { readonly text: string; readonly uses: readonly Detail[] };
} = {
  accept: { text: 'Accept: 200, then Success', uses: anyAnswer },
  reject: { text: 'Reject: 200, then Failure', uses: anyAnswer },
  byHand: { text: 'By hand: 200, then what staff decides', uses: anyReply },
  refuse: { text: 'Refuse: 400 at once', uses: anyReply },
  slow: { text: 'Slow: 200 after a delay, then Success', uses: anyAnswer },
  silent: { text: 'Silent: 200, no answer', uses: anyReply },
  acknowledgeEarly: { text: 'Early: Success before the 200', uses: anyReply },
  acknowledgeLate: { text: 'Late: 200, Success when told', uses: anyAnswer },
  error: { text: 'Error: 500', uses: anyReply },
  hang: { text: 'Hang: no reply at all', uses: [] },
};

/** The behaviours that have a use for a detail. */
export const usersOf = (detail: Detail): readonly BehaviourName[] =>
  behaviourNames.filter((name) => behaviours[name].uses.includes(detail));

const plain = (spelling: string): string => spelling.toLowerCase().replace(/[\s_-]+/g, '');
const spellings = new Map<string, string>(behaviourNames.map((name) => [plain(name), name]));

const unknownBehaviour = (name: string): string =>
  `there is no behaviour "${name}"${didYouMean(name, behaviourNames)}; there is ${behaviourNames.join(', ')}`;

/** A behaviour by its name, also as `acknowledge early`, `Acknowledge-Early` or `acknowledge_early`. */
const nameSchema = z
  .string()
  .transform((spelling) => spellings.get(plain(spelling)) ?? spelling)
  .pipe(z.enum(behaviourNames, { error: ({ input }) => unknownBehaviour(String(input)) }));

const milliseconds = z.int().min(0).max(600_000);

const members = strictly({
  behaviour: nameSchema,
  replyDelayMs: milliseconds.optional(),
  answerAfter: durationSchema.optional(),
  jitterMs: milliseconds.optional(),
});

/** A detail that its behaviour has no use for is a mistake of whoever sets it: it would be without effect. */
function onlyWhatIsUsed(set: z.output<typeof members>, context: z.RefinementCtx): void {
  for (const detail of behaviourDetails) {
    if (set[detail] === undefined || behaviours[set.behaviour].uses.includes(detail)) continue;
    const message = `has no effect with ${set.behaviour}; it is for ${usersOf(detail).join(', ')}`;
    context.addIssue({ code: 'custom', path: [detail], message });
  }
}

/** The behaviour of an account, which holds until another is set. */
export const accountBehaviourSchema = members.superRefine(onlyWhatIsUsed);

/**
 * A behaviour with its details. `replyDelayMs`: real milliseconds before the reply to the webhook (3000 for `slow`
 * when unsent, otherwise none). `answerAfter`: world time from the reply to the PATCH that answers the operation;
 * unsent: at once, and with `acknowledgeLate` only when told. `jitterMs`: at most so many real milliseconds are
 * waited before each reply and each answer, drawn from the account's seed and the operation. `times`: for so many
 * webhook calls, then the account's behaviour holds again.
 */
export const behaviourSchema = members
  .extend({ times: z.int().min(1).max(1_000_000).optional() })
  .superRefine(onlyWhatIsUsed);

/** A behaviour as set for an account or a subscription. */
export type Behaviour = z.output<typeof behaviourSchema>;
