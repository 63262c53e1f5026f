import type { Customer, Partner } from '@marketsim/core';
import { z } from 'zod';
import { derivedGuid, derivedPuid } from '../guid.ts';

/** Somebody at a tenant: who uses a subscription or who pays for it (SF 2.2). */
export const party = z
  .strictObject({
    emailId: z.string(),
    objectId: z.guid().nullable(),
    tenantId: z.guid(),
    puid: z.string().nullable(),
  })
  .meta({ id: 'Party' });

/** A party of a reply. */
export type Party = z.output<typeof party>;

const objectIdOf = (tenantId: string, emailId: string): string =>
  derivedGuid('directory object', tenantId, emailId);

/** The customer's contact; the directory object is derived from tenant and address, a CSP purchase has no puid. */
export const partyOfCustomer = ({ id, email }: Customer, channel: 'csp' | 'direct'): Party => ({
  emailId: email,
  objectId: objectIdOf(id, email),
  tenantId: id,
  puid: channel === 'csp' ? null : derivedPuid(id, email),
});

/** The partner's ordering desk, `orders@` a domain made of the partner's name; the object as for a customer. */
export function partyOfPartner({ id, name }: Partner): Party {
  const emailId = `orders@${domainLabel(name) || id}.example`;
  return { emailId, objectId: objectIdOf(id, emailId), tenantId: id, puid: null };
}

const domainLabel = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
