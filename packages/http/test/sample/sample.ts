import express from 'express';
import supertest from 'supertest';
import {
  type Api,
  type Intercept,
  memoryReceipts,
  mount,
  type ProtocolProblem,
  type Reply,
  type RequestRecord,
  refuse,
  type ServedWorld,
  type Tolerance,
} from '../../src/index.ts';
import { endpoints, type SampleContext, type SampleProblem } from './endpoints.ts';

export type SampleOptions = {
  readonly tolerance?: Tolerance;
  readonly checkReplies?: boolean;
  readonly sameIds?: boolean;
  readonly intercept?: Intercept<SampleContext>;
  readonly durable?: () => Promise<void> | undefined;
  readonly receipts?: ServedWorld['receipts'];
  readonly enter?: ServedWorld['enter'];
  readonly render?: (problem: ProtocolProblem | SampleProblem) => Reply;
};

/** A made-up API in one world; the caller is named by the bearer. */
export function sample(options: SampleOptions = {}) {
  const ran: string[] = [];
  const records: RequestRecord[] = [];
  const world: ServedWorld = {
    name: 'w1',
    engine: { now: () => '2026-01-31T00:00:00.000Z' },
    receipts: options.receipts ?? memoryReceipts(),
    durable: options.durable ?? (() => undefined),
    enter: options.enter ?? (() => undefined),
  };
  const api: Api<SampleContext, SampleProblem> = {
    name: 'sample',
    prefixes: ['/v1'],
    tolerance: options.tolerance ?? 'sdk',
    requestIdHeader: 'MS-RequestId',
    correlationIdHeader: 'MS-CorrelationId',
    sameIds: options.sameIds ?? false,
    entry: 'settled',
    commonRefusals: [
      { status: 401, when: 'there is no bearer' },
      { status: 413, when: 'the body is too large' },
      { status: 503, when: 'the world cannot be written any more' },
    ],
    identify(request) {
      const caller = request.header('Authorization')?.replace('Bearer ', '');
      return caller === undefined ? refuse<SampleProblem>({ kind: 'denied' }) : { world, caller, ran };
    },
    world: (ctx) => ctx.world,
    render: options.render ?? render,
    headers: (request) => ({
      'MS-RequestId': request.requestId,
      'MS-CorrelationId': request.correlationId,
      'MS-CV': 'api',
      'X-Base': request.base,
    }),
    receiptKey(request) {
      const id = request.header('MS-RequestId');
      return id && `${request.method} ${request.path} ${id}`;
    },
    ...(options.intercept ? { intercept: options.intercept } : {}),
  };
  const app = express();
  app.use(
    mount(api, endpoints, {
      checkReplies: options.checkReplies ?? true,
      onFinished: (record) => records.push(record),
    }),
  );
  app.use((_req, res) => {
    res.status(418).send('next router');
  });
  return { http: supertest(app), app, ran, records, world };
}

const statuses = {
  malformedJson: 400,
  shape: 400,
  noSuchRoute: 404,
  methodNotAllowed: 405,
  tooLarge: 413,
  unavailable: 503,
  unexpected: 500,
  noSuchBox: 404,
  foreign: 403,
  taken: 409,
  denied: 401,
  teapot: 418,
} as const;

function render(problem: ProtocolProblem | SampleProblem): Reply {
  const code = problem.kind;
  const said = problem.kind === 'unexpected' ? { kind: code, error: String(problem.error) } : problem;
  return { status: statuses[code], body: { code, problem: said } };
}
