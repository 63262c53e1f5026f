/** The bearer of the customer whom the sample's box b1 belongs to. */
export const owner = { Authorization: 'Bearer c1' } as const;

export const boxes = '/v1/customers/c1/boxes';
export const box = `${boxes}/b1`;
