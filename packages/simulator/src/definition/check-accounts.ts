import { duplicates, unknownReferences } from './duplicates.ts';
import type { Finding } from './problem.ts';
import type { CustomerDefinition, PartnerDefinition, WorldDefinition } from './schema.ts';

/** What is wrong among partners, customers and publishers, beyond their shapes. */
export function checkAccounts(definition: WorldDefinition): readonly Finding[] {
  return [
    ...checkUniqueness(definition),
    ...definition.partners.flatMap((partner, i) => checkResellers(partner, i, definition)),
    ...checkSellers(definition),
    ...definition.customers.flatMap((customer, i) => checkPartnerless(customer, i)),
    ...definition.customers.flatMap((customer, i) => checkReseller(customer, i, definition)),
  ];
}

function checkUniqueness({ partners, customers, publishers }: WorldDefinition): readonly Finding[] {
  const aliases = ([group, members]: readonly [string, readonly { readonly alias: string }[]]) =>
    duplicates(members.map(({ alias }, i) => ({ value: alias, path: [group, i, 'alias'] })));
  const tenants = Object.entries({ partners, customers, publishers }).flatMap(([group, members]) =>
    members.map(({ tenantId }, i) => ({ value: tenantId, path: [group, i, 'tenantId'] })),
  );
  return [
    ...Object.entries({ partners, customers, publishers }).flatMap(aliases),
    ...duplicates(tenants),
    ...duplicates(partners.map(({ mpnId }, i) => ({ value: mpnId, path: ['partners', i, 'mpnId'] }))),
    ...duplicates(
      customers.map(({ domain }, i) => ({ value: domain.toLowerCase(), path: ['customers', i, 'domain'] })),
    ),
  ];
}

const partnerOf = (definition: WorldDefinition, alias: string): PartnerDefinition | undefined =>
  definition.partners.find((partner) => partner.alias === alias);

function checkResellers(
  { kind, resellers }: PartnerDefinition,
  index: number,
  definition: WorldDefinition,
): readonly Finding[] {
  const path = ['partners', index, 'resellers'] as const;
  if (resellers.length > 0 && kind !== 'indirectProvider') {
    return [{ path, message: 'only an indirect provider has resellers' }];
  }
  const known = new Set(
    definition.partners.filter((other) => other.kind === 'indirectReseller').map(({ alias }) => alias),
  );
  const references = resellers.map((alias, i) => ({ alias, path: [...path, i] }));
  return [
    ...unknownReferences('indirect reseller', references, known),
    ...duplicates(references.map(({ alias, path: at }) => ({ value: alias, path: at }))),
  ];
}

function checkSellers(definition: WorldDefinition): readonly Finding[] {
  const sellers = definition.partners.filter(({ kind }) => kind !== 'indirectReseller');
  return unknownReferences(
    'direct-bill partner or indirect provider',
    definition.customers.flatMap(({ partner }, i) =>
      partner === undefined ? [] : [{ alias: partner, path: ['customers', i, 'partner'] }],
    ),
    new Set(sellers.map(({ alias }) => alias)),
  );
}

/** What a customer without a partner cannot have: a reseller, and an acceptance that a partner confirms. */
function checkPartnerless(
  { partner, reseller, agreement }: CustomerDefinition,
  index: number,
): readonly Finding[] {
  if (partner !== undefined) return [];
  const needs = (member: string): Finding => ({
    path: ['customers', index, member],
    message: 'goes with a partner, and the customer has none',
  });
  return [
    ...(reseller === undefined ? [] : [needs('reseller')]),
    ...(typeof agreement === 'object' ? [needs('agreement')] : []),
  ];
}

function checkReseller(
  { partner, reseller }: CustomerDefinition,
  index: number,
  definition: WorldDefinition,
): readonly Finding[] {
  const seller = partnerOf(definition, partner ?? '');
  if (reseller === undefined || !seller) return [];
  const path = ['customers', index, 'reseller'];
  if (seller.kind !== 'indirectProvider') {
    return [{ path, message: `partner "${partner}" is no indirect provider and has no resellers` }];
  }
  const related = seller.resellers.flatMap((alias) => [alias, partnerOf(definition, alias)?.mpnId ?? alias]);
  if (!related.includes(reseller)) {
    return [
      {
        path,
        message: `"${reseller}" is no reseller of "${partner}"; there is ${related.join(', ') || 'none'}`,
      },
    ];
  }
  const signed = definition.partners.some(
    ({ alias, mpnId, agreementSigned }) => agreementSigned && (alias === reseller || mpnId === reseller),
  );
  return signed ? [] : [{ path, message: `"${reseller}" has not signed the partner agreement` }];
}
