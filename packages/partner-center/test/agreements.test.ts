import { describe, expect, it, test } from 'vitest';
import { ids, profile } from './support/fixtures.ts';
import { buy, carts, fillCart } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const mca = '117a77b0-9360-443b-8795-c6dedc750cf9';
const metadata = {
  templateId: mca,
  agreementType: 'MicrosoftCustomerAgreement',
  agreementLink: expect.stringMatching(/^https:/),
  versionRank: 1,
};
const contact = {
  firstName: 'Eva',
  lastName: 'Roth',
  email: 'eva@hilltop.example',
  phoneNumber: '2065550123',
};
const confirmation = (rest: Readonly<Record<string, unknown>> = {}) => ({
  primaryContact: contact,
  templateId: mca,
  dateAgreed: '2026-01-05T08:00:00Z',
  type: 'MicrosoftCustomerAgreement',
  ...rest,
});
const agreements = `/v1/customers/${ids.other}/agreements`;
const typed = '?agreementType=MicrosoftCustomerAgreement';

describe('CUS-9 agreement templates', () => {
  it('lists the customer agreement when it is asked for', async () => {
    const { body } = await simulation().as().get(`/v1/agreements${typed}`).expect(200);
    expect(body).toMatchObject({
      totalCount: 1,
      items: [metadata],
      attributes: { objectType: 'Collection' },
    });
  });

  test.each([
    ['', ['MicrosoftCloudAgreement']],
    ['?agreementType=*', ['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement']],
  ])('%s lists %j', async (query, types) => {
    const { body } = await simulation().as().get(`/v1/agreements${query}`).expect(200);
    expect(body.items.map(({ agreementType }: { agreementType: string }) => agreementType)).toEqual(types);
  });

  it('refuses a type that there is not', async () => {
    const { body } = await simulation().as().get('/v1/agreements?agreementType=Handshake').expect(400);
    expect(body).toEqual(envelope(900126));
  });
});

describe('CUS-10 and CUS-11', () => {
  it('PUR-03: who signed with Microsoft itself needs no confirmation', async () => {
    const sim = simulation();
    const choices = { directlySigned: true } as const;
    sim.run({ type: 'CreateCustomer', partnerId: ids.direct, profile: profile('Signer'), choices });
    const customer = [...sim.engine.state.customersOf.of(ids.direct)].at(-1) ?? '';
    const status = `/v1/customers/${customer}/directSignedMicrosoftCustomerAgreementStatus`;
    expect((await sim.as().get(status).expect(200)).body).toEqual({ isSigned: true });
    const { body } = await sim.as().get(`/v1/customers/${customer}/agreements${typed}`).expect(200);
    expect(body.items).toEqual([]);
    await buy(sim, { customer });
  });

  it('PUR-03: a confirmation is recorded and shown, and opens the way to buy', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, { customer: ids.other });
    await sim
      .as()
      .post(`${carts(ids.other)}/${cart}/checkout`)
      .expect(403);
    const { body } = await sim.as().post(agreements).send(confirmation()).expect(201);
    const common = {
      primaryContact: contact,
      templateId: mca,
      dateAgreed: '2026-01-05T08:00:00.000Z',
      type: 'MicrosoftCustomerAgreement',
    };
    expect(body).toEqual({ ...common, userId: ids.user });
    const { body: list } = await sim
      .as()
      .get(agreements + typed)
      .expect(200);
    expect(list).toMatchObject({
      totalCount: 1,
      items: [{ ...common, agreementLink: metadata.agreementLink }],
      links: { self: { uri: `/customers/${ids.other}/agreements${typed}` } },
    });
    await sim
      .as()
      .post(`${carts(ids.other)}/${cart}/checkout`)
      .expect(201);
  });

  test.each(['', '?agreementType=MicrosoftCloudAgreement'])(
    'the list without the right type is empty: %s',
    async (query) => {
      const { body } = await simulation()
        .as()
        .get(`/v1/customers/${ids.customer}/agreements${query}`)
        .expect(200);
      expect(body).toMatchObject({ totalCount: 0, items: [] });
    },
  );

  it('takes PascalCase and a date without a zone', async () => {
    const { body } = await simulation()
      .as()
      .post(agreements)
      .send({
        PrimaryContact: {
          FirstName: 'Eva',
          LastName: 'Roth',
          Email: 'eva@hilltop.example',
          PhoneNumber: null,
        },
        TemplateId: mca.toUpperCase(),
        DateAgreed: '2026-01-05T00:00:00',
        Type: 'MicrosoftCustomerAgreement',
        UserId: null,
      })
      .expect(201);
    expect(body.dateAgreed).toBe('2026-01-05T00:00:00.000Z');
  });

  it('refuses the same contact twice, in the shape of its own', async () => {
    const sim = simulation();
    await sim.as().post(agreements).send(confirmation()).expect(201);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(agreements).send(confirmation()).expect(409);
      expect(body).toEqual({
        code: 600061,
        message: expect.any(String),
        description: expect.any(String),
        errorName: 'PartnerConfirmedAgreementAlreadyExists',
        isRetryable: false,
        parameters: {},
        errorMessageExtended: 'InternalErrorCode=600061',
      });
    });
  });

  test.each([
    ['an unknown template', confirmation({ templateId: ids.nobody }), 'templateId'],
    ['a wrong type', confirmation({ type: 'MicrosoftCloudAgreement' }), 'type'],
    ['no contact', confirmation({ primaryContact: undefined }), 'primaryContact'],
    ['no date', confirmation({ dateAgreed: 'yesterday' }), 'dateAgreed'],
  ])('refuses %s', async (_, sent, named) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(agreements).send(sent).expect(400);
      expect(body).toEqual(envelope(3000));
      expect(body.description).toContain(named);
    });
  });

  it('nobody signs directly', async () => {
    const path = `/v1/customers/${ids.customer}/directSignedMicrosoftCustomerAgreementStatus`;
    const { body } = await simulation().as().get(path).expect(200);
    expect(body).toEqual({ isSigned: false });
  });
});
