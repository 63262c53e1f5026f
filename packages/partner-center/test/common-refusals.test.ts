import { StorageFailure } from '@marketsim/core';
import type { Intercept } from '@marketsim/http';
import { describe, expect, it, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { type PartnerContext, refusalOnDemand } from '../src/index.ts';
import { commonRefusals } from '../src/refusals.ts';
import { call, filled } from './support/calls.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const contracts = endpoints.map(({ contract }) => contract);

/** Callers that no endpoint lets in, or not all of them. */
const strangers = [
  ['without a token', undefined, 401, 400],
  ['a tenant that is no partner', 'admin@nobody', 401, 800001],
  ['a token for the retired audience', 'admin@direct/graph', 401, 900420],
  ['an indirect reseller', 'admin@reseller', 403, 2032],
  ['a user without a role', 'nothing@direct', 403, 900150],
  ['a Helpdesk agent', 'helpdesk@direct', 403, 900308],
  ['an application', 'app@direct', 403, 900329],
  ['a user without a second factor', 'password@direct', 403, 900309],
  ['a partner that is not active in the programme', 'admin@inactive', 403, 900149],
] as const;

describe('PC 1.5, PUR-24: each endpoint', () => {
  const sim = simulation({ 'auth.conditionalAccess': 'secondFactor' });

  test.each(contracts)('$id refuses those who may not call it', async ({ id, method, path, ...contract }) => {
    const applies = (code: number) =>
      commonRefusals.some(
        (each) => each.code === code && (each.appliesTo?.({ id, method, path, ...contract }) ?? true),
      );
    await expectNoEvents(sim, async () => {
      for (const [, who, status, code] of strangers) {
        if (!applies(code)) continue;
        const answer = await call(sim, who, method, filled(path));
        expect([who, answer.status]).toEqual([who, status]);
        if (method !== 'head') expect(answer.body).toEqual(envelope(code));
      }
    });
  });
});

describe('a world whose history cannot be written any more', () => {
  const sim = simulation({}, { durable: () => Promise.reject(new StorageFailure('the disk is full')) });

  test.each(contracts)('does not answer $id', async ({ method, path }) => {
    const answer = await call(sim, 'global@direct', method, filled(path));
    expect(answer.status).toBe(503);
    if (method !== 'head') expect(answer.body).toEqual(envelope(800003));
  });
});

describe('refusals whose cause lies outside', () => {
  const intercept: Intercept<PartnerContext> = ({ request, contract }) => {
    const [status, code] = (request.header('x-refuse') ?? '').split(' ').map(Number);
    const asked = { code: code ?? 0, ...(status && { status }) };
    const reply = refusalOnDemand(contract, asked, request);
    return reply && { kind: 'reply', reply };
  };
  const sim = simulation({}, { intercept });
  const asked = contracts.flatMap((contract) =>
    [...contract.refusals, ...commonRefusals]
      .filter(({ onDemand }) => onDemand)
      .map(({ status, code }) => ({ contract, status, code: Number(code) })),
  );

  test.each(contracts)('$id gives them when asked to, and does nothing', async ({ id, method, path }) => {
    await expectNoEvents(sim, async () => {
      for (const { status, code } of asked.filter(({ contract }) => contract.id === id)) {
        const answer = await call(sim, 'global@direct', method, filled(path)).set(
          'x-refuse',
          `${status} ${code}`,
        );
        expect(answer.status).toBe(status);
        if (method !== 'head') expect(answer.body).toEqual(envelope(code));
      }
    });
  });

  it('a refusal that the endpoint does not name is not given', async () => {
    await call(sim, 'admin@direct', 'get', '/v1/customers').set('x-refuse', '409 800064').expect(200);
  });
});
