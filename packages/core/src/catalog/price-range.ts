/** Ten million of the major unit, so that no line can leave the exact whole numbers. */
const highestPrice = 10_000_000_000_000;

/** Whether something can be asked for a unit: whole millionths up to ten million. */
export const isPrice = ({ unitPrice }: { readonly unitPrice: number }): boolean =>
  Number.isSafeInteger(unitPrice) && unitPrice >= 0 && unitPrice <= highestPrice;
