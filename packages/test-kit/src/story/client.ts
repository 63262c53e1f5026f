/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is empty or no JSON. */
  readonly body: unknown;
}

/** What to send; a string body goes out as it is. */
export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `fetch` says only that it failed; a reader wants to know where nobody was. */
function unanswered(base: string, error: unknown): Error {
  const cause = error instanceof Error ? error.cause : undefined;
  const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
  const reason = refused ? `nobody listens on ${base}` : `${base} did not answer`;
  return new Error(`${reason}; MARKETSIM_URL names the simulator to use`, { cause: error });
}

/** Calls a simulator at `base` and reads the whole answer; any status is an answer. Fails in words when there is none. */
export async function call(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Call = {},
): Promise<Answer> {
  const payload = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(new URL(path, base), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...payload,
  }).catch((error: unknown) => {
    throw unanswered(base, error);
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}
