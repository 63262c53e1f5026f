const decimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount as people write it: `-6,300.00`. */
export const amountText = (amount: number): string => decimal.format(amount);
