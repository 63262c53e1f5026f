/** Several measurements of the same thing. The middle one counts: a busy machine disturbs single ones. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The middle, least and greatest of some measurements; throws a RangeError when there are none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (min === undefined || max === undefined || below === undefined || above === undefined) {
    throw new RangeError('there is no median of no values');
  }
  return { median: (below + above) / 2, min, max };
}

/** What a figure has to be, both ends included. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly spread: Spread;
  /** Says that the spread is a confidence interval, all of which has to lie where it is wanted. */
  readonly isInterval?: true;
  /** Absent for a figure that is only for information. */
  readonly wanted?: Bounds;
}

/** Whether the median lies where it is wanted; both ends have to, where they are those of an interval. */
export function isMet({ spread: { median, min, max }, isInterval, wanted = {} }: Figure): boolean {
  const [least, most] = isInterval ? [min, max] : [median, median];
  return least >= (wanted.atLeast ?? -Infinity) && most <= (wanted.atMost ?? Infinity);
}
