import { problemOf } from '@marketsim/http';
import { type Request, Router } from 'express';
import { answerOutside, type Exchange, type Finished, outsideRecord } from '../requests/outside.ts';
import type { HostContext } from './control-api.ts';
import { writePaced } from './paced.ts';
import { type ControlProblem, renderControl } from './problem.ts';
import { requestStream } from './request-stream.ts';
import type { Stream } from './stream.ts';
import { clockStream, eventStream, ofWorld } from './world-streams.ts';

type Streams = Readonly<Record<string, (request: Request) => Stream | Promise<Stream>>>;

const streamsOf = ({ worlds, requests }: HostContext): Streams => ({
  '/_sim/clock': (request) => ofWorld(worlds, clockStream, request),
  '/_sim/events': (request) => ofWorld(worlds, eventStream, request),
  '/_sim/requests': (request) => requestStream(requests, request),
});

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' } as const;

function open({ response }: Exchange, { pieces, now }: Stream, ends: readonly AbortSignal[]): void {
  response.writeHead(200, { ...headers, ...(now !== undefined && { 'x-marketsim-now': now }) });
  response.flushHeaders();
  const stop = writePaced(response, pieces);
  const end = (): void => void response.end();
  response.once('close', () => {
    stop();
    for (const signal of ends) signal.removeEventListener('abort', end);
  });
  for (const signal of ends) signal.addEventListener('abort', end, { once: true });
  if (ends.some(({ aborted }) => aborted)) end();
}

/**
 * What can be followed as server-sent events: the same addresses that are read, asked with another `Accept`. Of a
 * stream the journal of requests has the opening.
 */
export function streamRoutes(context: HostContext, finished: Finished): Router {
  const router = Router();
  const streams = streamsOf(context);
  const begin = async (begun: Stream | Promise<Stream>, exchange: Exchange): Promise<void> => {
    const stream = await begun;
    if (exchange.response.destroyed) return;
    // A stream would never end by itself.
    open(exchange, stream, stream.ended ? [stream.ended, context.stopping] : [context.stopping]);
    finished(outsideRecord(exchange.request, { status: 200, headers }));
  };
  for (const [path, streamOf] of Object.entries(streams)) {
    router.get(path, async (request, response, next) => {
      if (!request.get('accept')?.includes('text/event-stream')) return next();
      const exchange = { request, response };
      try {
        await begin(streamOf(request), exchange);
      } catch (error) {
        if (response.headersSent) return response.end();
        const problem = problemOf<ControlProblem>(error);
        if (!problem) throw error;
        answerOutside(exchange, renderControl(problem), finished);
      }
    });
  }
  return router;
}
