import type { RefusalContract } from '@marketsim/http';
import type { CommonRefusal } from '@marketsim/http/fidelity';
import { isMetering } from './metering/protocol.ts';

/** What any call may be refused with (SF 1.5, 1.6, 8). */
export const commonRefusals: readonly CommonRefusal[] = [
  { status: 400, code: 'ApiVersionUnspecified', when: 'the query names no api-version' },
  { status: 400, code: 'UnsupportedApiVersion', when: 'the api-version is not 2018-08-31' },
  { status: 401, when: 'there is no bearer token and the setting auth.missing is 401' },
  {
    status: 403,
    when: 'there is no bearer token, or not one of the publisher that the subscription belongs to',
    appliesTo: (contract) => !isMetering(contract),
  },
  {
    status: 403,
    code: 'Forbidden',
    when: 'there is no bearer token, or no publisher that it stands for',
    appliesTo: isMetering,
  },
  {
    status: 413,
    code: 'RequestTooLarge',
    when: 'the body is too large',
    appliesTo: ({ body }) => body !== undefined,
  },
  { status: 500, code: 'UnexpectedError', when: 'the simulator failed' },
  { status: 503, code: 'ServiceUnavailable', when: 'the history of the world cannot be written any more' },
];

/** Every call about one subscription may name one that is not there. */
export const unknownSubscription: RefusalContract = {
  status: 404,
  code: 'EntityNotFound',
  when: 'there is no such subscription',
};

/** An operation that does not exist, under both values of the setting `ops.unknown` (SF 9 C15). */
export const unknownOperation: readonly RefusalContract[] = [
  { status: 404, code: 'EntityNotFound', when: 'there is no such subscription or operation' },
  { status: 400, code: 'BadRequest', when: 'there is no such operation and the setting ops.unknown is 400' },
];
