import type { Partner } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema, selfLink, selfLinksSchema } from '../wire/link.ts';

const mpnProfileSchema = z
  .strictObject({
    mpnId: z.string(),
    partnerName: z.string(),
    profileType: z.literal('mpn_profile'),
    links: selfLinksSchema,
    attributes: attributesSchema('MpnProfile'),
  })
  .meta({ id: 'MpnProfile' });

const profileOf = ({ mpnId, name }: Pick<Partner, 'mpnId' | 'name'>) => ({
  mpnId,
  partnerName: name,
  profileType: 'mpn_profile',
  links: selfLink(`/profiles/mpn?mpnId=${encodeURIComponent(mpnId)}`),
  attributes: { objectType: 'MpnProfile' },
});

/** CUS-13: who an MPN id belongs to; without one, the caller's own profile. */
export const getMpnProfile = endpoint({
  contract: {
    id: 'CUS-13',
    method: 'get',
    path: '/v1/profiles/mpn',
    summary: 'Get the partner profile of an MPN id',
    source: 'PC 2.9',
    tag: 'Partner',
    access: 'U',
    right: 'read',
    params: noParams,
    query: z.object({ mpnId: z.string().optional() }),
    replies: {
      200: {
        description: 'The profile.',
        schema: mpnProfileSchema,
        example: profileOf({ mpnId: exampleIds.resellerMpnId, name: 'Harbour Resale' }),
      },
    },
    refusals: [{ status: 404, code: 3000, when: 'no partner has the MPN id' }],
  },
  handle: ({ query }, { engine, partner }) => {
    const { mpnId = partner.mpnId } = query;
    const found = engine.state.partnerByMpnId.get(mpnId);
    return found
      ? { status: 200, body: profileOf(found) }
      : refuseWith(gatewayFault(404, 3000, `mpnId: no partner has the MPN id "${mpnId}".`));
  },
});
