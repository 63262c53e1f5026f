import { isSameRegion, type Partner } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { complianceFault, refuseWith } from '../problem.ts';

const statusQuery = z.object({ mpnId: z.string().optional(), tenantId: z.string().optional() });

/** CUS-13: whether an indirect reseller has accepted the Microsoft Partner Agreement. */
export const getAgreementStatus = endpoint({
  contract: {
    id: 'CUS-13.agreement',
    method: 'get',
    path: '/v1/compliance/csp/agreementstatus',
    summary: 'Tell whether a reseller has accepted the partner agreement',
    source: 'PC 2.9',
    tag: 'Partner',
    access: 'U',
    right: 'read',
    params: noParams,
    query: statusQuery,
    replies: {
      200: {
        description: 'The reseller has accepted it; whoever has not is refused.',
        schema: z.strictObject({ isAgreementSigned: z.literal(true) }),
        example: { isAgreementSigned: true },
      },
    },
    refusals: [
      { status: 400, code: 2000, when: 'an id is malformed, or both are given' },
      { status: 400, code: 2001, when: 'neither id is given' },
      { status: 400, code: 2200, when: 'no partner has the MPN id' },
      { status: 400, code: 2201, when: 'the reseller is in another region' },
      { status: 400, code: 2203, when: 'the partner with the MPN id has not accepted the agreement' },
      { status: 400, code: 2204, when: 'the MPN id is no indirect reseller’s' },
      { status: 400, code: 2205, when: 'the tenant has no partner account' },
      { status: 400, code: 2206, when: 'the partner account of the tenant has not accepted the agreement' },
    ],
  },
  handle: ({ query }, ctx) => {
    const { mpnId, tenantId } = query;
    if (mpnId !== undefined && tenantId !== undefined)
      refuse(2000, `Give mpnId or tenantId, not both; got "${mpnId}" and "${tenantId}".`);
    if (mpnId !== undefined) checkMpnId(ctx, mpnId);
    else if (tenantId !== undefined) checkTenant(ctx, tenantId);
    else refuse(2001, 'Give mpnId or tenantId.');
    return { status: 200, body: { isAgreementSigned: true } };
  },
});

const refuse = (code: number, text: string): never => refuseWith(complianceFault(400, code, text));

function checkMpnId({ engine, partner }: PartnerContext, mpnId: string): void {
  if (!/^\d+$/.test(mpnId)) refuse(2000, `mpnId: "${mpnId}" is not a number.`);
  const found =
    engine.state.partnerByMpnId.get(mpnId) ?? refuse(2200, `mpnId: no partner has the MPN id "${mpnId}".`);
  if (found.kind !== 'indirectReseller') refuse(2204, `The MPN id ${mpnId} is no indirect reseller’s.`);
  checkRegion(found, partner);
  if (!found.agreementSigned) refuse(2203, `The partner ${mpnId} has not accepted the agreement.`);
}

function checkTenant({ engine, partner }: PartnerContext, tenantId: string): void {
  if (!z.guid().safeParse(tenantId).success) refuse(2000, `tenantId: "${tenantId}" is not a GUID.`);
  const id = tenantId.toLowerCase();
  const found = engine.state.partners.get(id) ?? refuse(2205, `The tenant ${id} has no partner account.`);
  checkRegion(found, partner);
  if (!found.agreementSigned) refuse(2206, `The account of the tenant ${id} has not accepted the agreement.`);
}

function checkRegion({ country }: Partner, { country: own }: Partner): void {
  if (!isSameRegion(country, own)) refuse(2201, `A partner in ${country} cannot work with one in ${own}.`);
}
