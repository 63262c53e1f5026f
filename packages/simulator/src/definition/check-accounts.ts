import { currencyOf, exponentOf } from '@marketsim/core';
import { creditLineIn } from './account-commands.ts';
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
    ...definition.customers.flatMap((customer, i) => checkVetting(customer, i)),
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
      Object.entries({ partners, customers }).flatMap(([group, members]) =>
        members.map(({ domain }, i) => ({ value: domain?.toLowerCase(), path: [group, i, 'domain'] })),
      ),
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
  { partner, reseller, agreement, delegatedAccess }: CustomerDefinition,
  index: number,
): readonly Finding[] {
  if (partner !== undefined) return [];
  return [
    ...(reseller === undefined ? [] : [goesWithPartner(index, 'reseller')]),
    ...(typeof agreement === 'object' ? [goesWithPartner(index, 'agreement')] : []),
    ...(delegatedAccess === undefined ? [] : [goesWithPartner(index, 'delegatedAccess')]),
  ];
}

const goesWithPartner = (index: number, member: string): Finding => ({
  path: ['customers', index, member],
  message: 'goes with a partner, and the customer has none',
});

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

/** What only a partner is asked about its customer, and a credit line that its currency does not have (PUR-10, PUR-22). */
function checkVetting(
  { partner, azurePlan, account, isRisk, creditLine, country }: CustomerDefinition,
  index: number,
): readonly Finding[] {
  const given = {
    azurePlan: azurePlan !== 'active',
    account: account !== 'allowed',
    isRisk,
    creditLine: creditLine !== undefined,
  };
  const needless = Object.entries(given).filter(([, isGiven]) => isGiven && partner === undefined);
  const currency = currencyOf(country);
  const isOdd = creditLine !== undefined && !Number.isInteger(creditLineIn(currency, creditLine));
  const message = `${currency} has ${exponentOf(currency)} decimals`;
  return [
    ...needless.map(([member]) => goesWithPartner(index, member)),
    ...(isOdd ? [{ path: ['customers', index, 'creditLine'], message }] : []),
  ];
}
