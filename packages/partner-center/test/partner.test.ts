import { describe, expect, it, test } from 'vitest';
import { ids, mpnIds } from './support/fixtures.ts';
import { envelope, simulation } from './support/simulation.ts';

const asProvider = '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf';

describe('CUS-12 relationships', () => {
  it('MPN-01: a provider finds its resellers with their MPN ids', async () => {
    const { body } = await simulation().as('admin@provider').get(asProvider).expect(200);
    expect(body).toEqual({
      totalCount: 2,
      items: [
        {
          id: ids.reseller,
          name: 'Reseller',
          relationshipType: 'is_indirect_cloud_solution_provider_of',
          state: 'Active',
          mpnId: mpnIds.reseller,
          location: 'US',
          attributes: { objectType: 'PartnerRelationship' },
        },
        expect.objectContaining({ mpnId: mpnIds.unsignedReseller }),
      ],
      links: {
        self: {
          uri: '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
          method: 'GET',
          headers: [],
        },
      },
      attributes: { objectType: 'Collection' },
    });
  });

  test.each([
    ['admin@direct', asProvider],
    ['admin@provider', '/v1/relationships?relationship_type=IsIndirectResellerOf'],
  ])('%s finds none by %s', async (who, path) => {
    const { body } = await simulation().as(who).get(path).expect(200);
    expect(body).toMatchObject({ totalCount: 0, items: [] });
  });

  test.each([
    ['/v1/relationships', 3000],
    ['/v1/relationships?relationship_type=Friendship', 900126],
  ])('refuses %s with %i', async (path, code) => {
    const { body } = await simulation().as('admin@provider').get(path).expect(400);
    expect(body).toEqual(envelope(code));
  });
});

describe('CUS-13 MPN profile', () => {
  test.each([
    ['the caller’s own', '/v1/profiles/mpn', mpnIds.direct, 'Direct Partner'],
    ['another’s', `/v1/profiles/mpn?mpnId=${mpnIds.reseller}`, mpnIds.reseller, 'Reseller'],
  ])('shows %s', async (_, path, mpnId, partnerName) => {
    const { body } = await simulation().as().get(path).expect(200);
    expect(body).toEqual({
      mpnId,
      partnerName,
      profileType: 'mpn_profile',
      links: { self: { uri: `/profiles/mpn?mpnId=${mpnId}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'MpnProfile' },
    });
  });

  it('refuses an id that nobody has', async () => {
    const { body } = await simulation().as().get('/v1/profiles/mpn?mpnId=42').expect(404);
    expect(body).toEqual({ ...envelope(3000), source: 'PartnerFD' });
    expect(body.description).toContain('"42"');
  });
});
