import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { jsonOf, refusalOf } from './refusal.ts';
import { exchange, exchangeJson, open, textOf, type WireCall, type WireReply } from './wire.ts';

/** Which world of which simulator is meant. */
export interface ControlAddress {
  /** Such as `http://127.0.0.1:4600`. */
  readonly url: string;
  /** The simulator's default world without one. */
  readonly world?: string;
  /** Opens the control API from another machine. */
  readonly controlToken?: string;
}

/** What is asked for: a path under the simulator's address, and what the reply has to look like. */
interface ControlCall<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly reply: z.ZodType<T>;
}

/** A file that is sent. */
interface Upload<T> extends Pick<ControlCall<T>, 'path' | 'reply'> {
  readonly file: Uint8Array;
  readonly type: string;
}

/** The control API of a running simulator. */
export interface Control {
  /** Rejects with the API's own words when it refuses. */
  call<T>(call: ControlCall<T>): Promise<T>;
  /** A file, as it comes. */
  download(path: string): Promise<IncomingMessage>;
  /** Sends a file. */
  upload<T>(call: Upload<T>): Promise<T>;
  /** Follows server-sent events until the signal ends it, or the other side does. */
  follow<T>(call: Pick<ControlCall<T>, 'path' | 'reply'>, signal: AbortSignal): AsyncGenerator<T>;
}

/** Where nothing comes back. */
export const nothing = z.unknown().transform(() => undefined);

/** The control API at an address. */
export function controlAt({ url, world, controlToken }: ControlAddress): Control {
  const base = url.replace(/\/+$/, '');
  const headers = {
    ...(world !== undefined && { 'x-marketsim-world': world }),
    ...(controlToken !== undefined && { 'x-marketsim-control-token': controlToken }),
  };
  const read = <T>(answer: WireReply, reply: z.ZodType<T>): T => {
    if (answer.status >= 400) throw new Error(refusalOf(answer).message);
    return understood(reply, jsonOf(answer.text), url);
  };
  const stream = async (path: string, more: Partial<WireCall> = {}): Promise<IncomingMessage> => {
    const answer = await open({ method: 'GET', url: base + path, headers, ...more });
    const status = answer.statusCode ?? 0;
    if (status === 200) return answer;
    throw new Error(refusalOf({ status, text: await textOf(answer) }).message);
  };
  return {
    call: async ({ method = 'GET', path, body, reply }) =>
      read(await exchangeJson({ method, url: base + path, headers, body }), reply),
    download: (path) => stream(path),
    upload: async ({ path, file, type, reply }) => {
      const typed = { ...headers, 'content-type': type };
      return read(await exchange({ method: 'POST', url: base + path, headers: typed, body: file }), reply);
    },
    follow: async function* ({ path, reply }, signal) {
      const accept = 'text/event-stream';
      const events = await stream(path, { headers: { ...headers, accept }, signal });
      for await (const line of linesOf(events)) {
        if (line.startsWith('data: ')) yield understood(reply, jsonOf(line.slice('data: '.length)), url);
      }
    },
  };
}

function understood<T>(reply: z.ZodType<T>, json: unknown, url: string): T {
  const read = reply.safeParse(json);
  if (read.success) return read.data;
  throw new Error(`what answers at ${url} is no simulator of this version: ${z.prettifyError(read.error)}`);
}

async function* linesOf(stream: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    // A stream that is ended from here, or whose server is gone, is over; whoever follows it knows which.
  }
}
