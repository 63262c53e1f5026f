/** A list as an example shows it. */
export const exampleList = <T>(uri: string, ...items: readonly T[]) => ({
  totalCount: items.length,
  items,
  links: { self: { uri, method: 'GET', headers: [] } },
  attributes: { objectType: 'Collection' },
});

/** Ids that the examples of all contracts share, so that they tell one story. */
export const exampleIds = {
  partner: '1e6f8f2b-4a55-4a53-8a27-63f7b1d0c966',
  customer: '0c1f6f2e-5a0b-4c53-9f3e-8d5d2f1f7b10',
  cart: '7f0a2f5e-36a1-4a3b-8a4f-1f6f0b7a9c21',
  order: 'Tq3nZ8vB1kLr5YwXc7Ud_2HsGm9PjE0aF',
  subscription: '3b9d5c77-2f61-4f0d-a1c8-6e4b90d2f533',
  user: '91b0a6a4-7a0e-4a55-b0a5-cb3d9e1f2244',
  reseller: 'c3d7a1f0-45be-4a9d-9a53-0f7e6b1d8855',
  product: 'DZH318Z0QKX4',
  sku: '0001',
  availability: 'DZH318Z0QLB7',
  catalogItem: 'DZH318Z0QKX4:0001:DZH318Z0QLB7',
  resellerMpnId: '5210034',
} as const;
