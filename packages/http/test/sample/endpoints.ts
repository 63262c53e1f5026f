import { StorageFailure } from '@marketsim/core';
import { type AnyEndpoint, endpointFor, orRefuse, refuse, type ServedWorld } from '../../src/index.ts';
import * as contracts from './contracts.ts';

export type SampleProblem =
  | { readonly kind: 'noSuchBox' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'teapot' };

export type SampleContext = {
  readonly world: ServedWorld;
  readonly caller: string;
  /** Each handler run, in order. */
  readonly ran: string[];
};

const endpoint = endpointFor<SampleContext>();

type BoxIds = { readonly customerId: string; readonly boxId: string };

function locate({ caller }: SampleContext, { customerId, boxId }: BoxIds): { readonly id: string } {
  if (customerId.toLowerCase() !== caller) refuse<SampleProblem>({ kind: 'foreign' });
  if (boxId !== 'b1' && boxId !== 'ä/1') refuse<SampleProblem>({ kind: 'noSuchBox' });
  return { id: boxId };
}

const listBoxes = endpoint({
  contract: contracts.listBoxes,
  alsoAt: ['/v1/boxes/of/:customerId'],
  handle: ({ query, params }) => ({ status: 200, body: { ...params, ...query } }),
});

const readBox = endpoint({
  contract: contracts.readBox,
  locate,
  handle: ({ found }) => ({
    status: 200,
    body: { id: found.id, label: 'größer' },
    headers: { 'ms-cv': 'own' },
  }),
});

const createBox = endpoint({
  contract: contracts.createBox,
  handle: ({ body }, { ran }) => {
    ran.push('create');
    const accepted =
      body.label === 'taken'
        ? ({ ok: false, error: { kind: 'taken' } } as const)
        : ({ ok: true, n: ran.length } as const);
    const { n } = orRefuse(accepted);
    return { status: 201, body: { n, ...body }, headers: { Location: `/boxes/${n}` } };
  },
});

const changeBox = endpoint({
  contract: contracts.changeBox,
  alsoMethods: ['put'],
  locate,
  handle: async ({ body, found }, { ran }) => {
    ran.push('change');
    if (body?.label === 'explode') throw new Error('secret detail');
    if (body?.label === 'full') throw new StorageFailure('the disk is full');
    return { status: 200, body: { id: found.id, body: body ?? 'no body', run: ran.length } };
  },
});

const deleteBox = endpoint({ contract: contracts.deleteBox, locate, handle: () => ({ status: 204 }) });

const checkDomain = endpoint({
  contract: contracts.checkDomain,
  handle: ({ params }) => ({ status: params.domain === 'taken.test' ? 200 : 404 }),
});

const token = endpoint({
  contract: contracts.token,
  handle: ({ body }) => ({
    status: 200,
    text: `{"as":"is", "grant":"${body.grantType}", "for":${body.lifetime ?? 0}}`,
  }),
});

const misbehave = endpoint({
  contract: contracts.misbehave,
  handle: ({ params: { how } }) => {
    if (how === 'throw') throw new Error('secret detail');
    if (how === 'header') return { status: 200, body: { n: 1 }, headers: { Location: 'a\nb' } };
    if (how === 'refuse') return refuse<SampleProblem>({ kind: 'teapot' });
    if (how === 'bytes') {
      return { status: 200, bytes: Uint8Array.of(0, 128, 255), contentType: 'application/octet-stream' };
    }
    if (how === 'status') return { status: 202, body: {} };
    if (how === 'more') return { status: 200, body: { n: 1, unit: undefined, more: [{}] } };
    return { status: 200, body: { n: how } };
  },
});

export const endpoints: readonly AnyEndpoint<SampleContext>[] = [
  listBoxes,
  readBox,
  createBox,
  changeBox,
  deleteBox,
  checkDomain,
  token,
  misbehave,
];
