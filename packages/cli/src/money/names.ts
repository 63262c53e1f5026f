import { z } from 'zod';
import type { Control } from '../api/control.ts';

const accountsReply = z.looseObject({
  partners: z.array(z.looseObject({ tenantId: z.string(), name: z.string() })),
  customers: z.array(z.looseObject({ tenantId: z.string(), companyName: z.string() })),
});

const catalogReply = z.looseObject({
  offers: z.array(
    z.looseObject({
      productId: z.string(),
      plans: z.array(z.looseObject({ skuId: z.string(), title: z.string() })),
    }),
  ),
});

/** How people call what lines and invoices name by id; an id without a name stays one. */
export interface Names {
  account(tenantId: string): string;
  plan(productId: string, skuId: string): string;
}

/** The names of a world. */
export async function namesOf(control: Control): Promise<Names> {
  const [{ partners, customers }, { offers }] = await Promise.all([
    control.call({ path: '/_sim/accounts', reply: accountsReply }),
    control.call({ path: '/_sim/catalog', reply: catalogReply }),
  ]);
  const accounts = new Map([
    ...partners.map(({ tenantId, name }) => [tenantId, name] as const),
    ...customers.map(({ tenantId, companyName }) => [tenantId, companyName] as const),
  ]);
  const plans = new Map(
    offers.flatMap(({ productId, plans: some }) =>
      some.map(({ skuId, title }) => [`${productId} ${skuId}`, title] as const),
    ),
  );
  return {
    account: (tenantId) => accounts.get(tenantId) ?? tenantId,
    plan: (productId, skuId) => plans.get(`${productId} ${skuId}`) ?? skuId,
  };
}
