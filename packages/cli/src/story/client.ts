type Json = Readonly<Record<string, unknown>>;

/** A caller of one simulator in one world: every answer but a good one ends the story with what was said. */
export interface StoryClient {
  get(path: string, as?: string): Promise<Json>;
  send(method: 'POST' | 'PATCH', path: string, options?: SendOptions): Promise<Json>;
}

interface SendOptions {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Talks to the simulator at `url` about `world`; \`as\` is the first part of a development token. */
export function storyClient(url: string, world: string): StoryClient {
  const call = async (
    method: string,
    path: string,
    { as, body, headers = {} }: SendOptions = {},
  ): Promise<Json> => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        'content-type': 'application/json',
        'x-marketsim-world': world,
        ...(as === undefined ? {} : { authorization: `Bearer dev-${as}@${world}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return isJson(json) ? json : {};
  };
  return {
    get: (path, as) => call('GET', path, as === undefined ? {} : { as }),
    send: (method, path, options) => call(method, path, options),
  };
}

/** A member inside an answer, by its path; ends the story when it is not there. */
export function pick(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((value: unknown, key) => {
    const found = isJson(value) ? value[key] : undefined;
    if (found === undefined) throw new Error(`the answer has no ${path.join('.')}`);
    return found;
  }, json);
}

/** The same, as text. */
export const pickText = (json: unknown, ...path: readonly (string | number)[]): string =>
  String(pick(json, ...path));

/** The same, as a list. */
export function pickList(json: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = pick(json, ...path);
  return Array.isArray(value) ? value : [];
}
