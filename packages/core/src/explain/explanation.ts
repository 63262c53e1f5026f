import type { Currency, Minor } from '../money.ts';
import type { Instant } from '../time.ts';

/** A calculation as it is done by hand, and what it comes to: whole minor units of its currency. */
export interface Arithmetic {
  readonly text: string;
  readonly result: Minor;
  readonly currency: Currency;
}

/** Who is behind something that happened; `marketplace` where nobody asked for it. */
export type Party = 'partner' | 'customer' | 'publisher' | 'marketplace';

/** What brought something about: a command that somebody gave, or the clock coming to an instant that was set before. */
export interface Cause {
  readonly kind: 'command' | 'timer';
  /** Name of the command, or kind of the due work (GEN-03). */
  readonly name: string;
  readonly by: Party;
}

/** One statement, with the ids of the rules that it follows from. Dates and instants in it are UTC. */
export interface Sentence {
  readonly text: string;
  readonly rules: readonly string[];
  /** When it happened, or will. */
  readonly at?: Instant;
  readonly cause?: Cause;
  readonly arithmetic?: Arithmetic;
}

/** What a chapter is about. */
export type ChapterName =
  | 'what'
  | 'price'
  | 'amount'
  | 'tax'
  | 'invoice'
  | 'story'
  | 'now'
  | 'ahead'
  | 'refusal';

/** Statements that belong together, in the order in which they are to be read. */
export interface Chapter {
  readonly name: ChapterName;
  readonly sentences: readonly Sentence[];
}

/** What can be explained. */
export type SubjectKind = 'subscription' | 'line' | 'invoice' | 'request';

/** Why something is as it is. */
export interface Explanation {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** What is to be explained, in one statement. */
  readonly headline: string;
  /** None of them is empty. */
  readonly chapters: readonly Chapter[];
}

/** A statement that follows from rules. */
export const says = (text: string, rules: readonly string[], rest: Partial<Sentence> = {}): Sentence => ({
  text,
  rules,
  ...rest,
});

/** The chapters that have something to say. */
export const chaptersOf = (
  chapters: Partial<Readonly<Record<ChapterName, readonly Sentence[]>>>,
): readonly Chapter[] =>
  (Object.entries(chapters) as [ChapterName, readonly Sentence[]][])
    .filter(([, sentences]) => sentences.length > 0)
    .map(([name, sentences]) => ({ name, sentences }));
