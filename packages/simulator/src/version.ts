/** Version of the product, as its package has it. */
export const version = '0.1.0';
