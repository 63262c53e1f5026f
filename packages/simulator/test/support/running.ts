import { afterEach } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/index.ts';
// What is to be done after a test is done in the reverse order of the imports: folders go when nothing runs in them.
import './temporary-folder.ts';

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever came over the wire
  readonly body: any;
}

export interface Caller {
  readonly simulator: Simulator;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
}

interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as a form instead of JSON. */
  readonly form?: Readonly<Record<string, string>>;
}

function encoded({ body, form }: CallOptions): RequestInit {
  if (form) return { body: new URLSearchParams(form) };
  if (body === undefined) return {};
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: text, headers: { 'content-type': 'application/json' } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A simulator of this test's own, with replies held to their contracts. It is closed after the test, and what is under way
 * then, such as a webhook that is never answered, is not waited for.
 */
export async function started(options: SimulatorOptions = {}): Promise<Caller> {
  const simulator = await startSimulator({ checkReplies: true, stopWithin: 0, ...options });
  running.push(simulator);
  const call: Caller['call'] = async (method, path, given = {}) => {
    const { headers: ownHeaders, ...init } = encoded(given);
    const headers = { ...(ownHeaders as Record<string, string> | undefined), ...given.headers };
    const response = await fetch(simulator.url + path, { method, ...init, headers, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return {
    simulator,
    call,
    get: (path, given) => call('GET', path, given),
    post: (path, body, given) => call('POST', path, { ...given, body }),
  };
}
