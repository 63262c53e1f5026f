/** A number that is no decimal: what is rounded once it is whole enough. Numerators are not negative. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The nearest whole number, the larger one of two that are equally near. */
export const halfUp = ({ numerator, denominator }: Ratio): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** The whole number that is left when the rest is cut off. */
export const cutOff = ({ numerator, denominator }: Ratio): bigint => numerator / denominator;

/** The ratio times `numerator` of `denominator`. */
export const times = (ratio: Ratio, numerator: number | bigint, denominator: number | bigint): Ratio => ({
  numerator: ratio.numerator * BigInt(numerator),
  denominator: ratio.denominator * BigInt(denominator),
});

/** A whole number as a ratio. */
export const ratio = (value: number | bigint): Ratio => ({ numerator: BigInt(value), denominator: 1n });
