import type { z } from 'zod';
import { codeIn } from './answer.ts';
import type { Contract } from './contract.ts';
import { jsonOf } from './json-text.ts';

/** Something that takes calls by contract; an endpoint, for one. */
interface Callable {
  readonly contract: Contract;
}

type Part<Name extends string, Value> =
  Record<never, never> extends Value ? { readonly [N in Name]?: Value } : { readonly [N in Name]: Value };

/** What nobody changes, all the way down. */
type Sent<T> = T extends object ? { readonly [K in keyof T]: Sent<T[K]> } : T;

/** An object without members has an index type, which would forbid everything beside it. */
type ParamsPart<C extends Contract> = string extends keyof z.input<C['params']>
  ? unknown
  : Readonly<z.input<C['params']>>;

type BodyPart<C extends Contract> = C extends { readonly body: infer B extends z.ZodType }
  ? C extends { readonly bodyRequired: false }
    ? { readonly body?: Sent<z.input<B>> }
    : { readonly body: Sent<z.input<B>> }
  : unknown;

/**
 * What a call says: the path's parameters beside query, body and further headers, in the contract's own spelling. What
 * the client itself says in each query, by the names `Said`, may be left out.
 */
export type CallInput<C extends Contract, Said extends string = never> = ParamsPart<C> &
  Part<'query', Omit<z.input<C['query']>, Said>> &
  BodyPart<C> & { readonly headers?: Readonly<Record<string, string>> };

type ReplyBody<R> = R extends { readonly schema: infer S extends z.ZodType } ? z.output<S> : unknown;

/** One of the answers that a contract has for a call that goes well. */
export type CallReply<C extends Contract> = {
  [Status in keyof C['replies']]: {
    readonly status: Status;
    readonly headers: Headers;
    /** Parsed where it is JSON; the bytes of anything else; undefined when there is none. */
    readonly body: ReplyBody<C['replies'][Status]>;
  };
}[keyof C['replies']];

type Method<C extends Contract, Said extends string> =
  Record<never, never> extends CallInput<C, Said>
    ? (input?: CallInput<C, Said>) => Promise<CallReply<C>>
    : (input: CallInput<C, Said>) => Promise<CallReply<C>>;

/** One method for each endpoint, under the endpoint's name. */
export type Client<Endpoints extends Readonly<Record<string, Callable>>, Said extends string = never> = {
  readonly [Name in keyof Endpoints]: Method<Endpoints[Name]['contract'], Said>;
};

/** What all calls of a client have in common. */
export interface ClientOptions<Said extends string = never> {
  /** Address of the server, without a slash at its end; asked for at each call. */
  readonly base: () => string;
  /** Such as the bearer token; those of a call come before them. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** Sent with each call that does not say otherwise. */
  readonly query?: Readonly<Record<Said, string>>;
}

/** An answer that is no success, as what was called gave it. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly status: number;
  /** What the refusal calls itself, where its body says it. */
  readonly code: string | number | undefined;
  /** Parsed where it is JSON, else its text: what stands before an API answers in other forms. */
  readonly body: unknown;
  readonly headers: Headers;

  constructor(what: string, { status, headers }: Response, text: string) {
    super(`${what}: ${status} ${text}`.trimEnd());
    this.status = status;
    this.code = codeIn(text);
    this.body = jsonOf(text);
    this.headers = headers;
  }
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface LooseInput {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly [parameter: string]: unknown;
}

/**
 * Calls endpoints over HTTP by their contracts: types of input and answer follow from them, and nothing is written
 * twice. Rejects with `CallRefused` for any answer that is no success.
 */
export function createClient<
  const Endpoints extends Readonly<Record<string, Callable>>,
  Said extends string = never,
>(endpoints: Endpoints, options: ClientOptions<Said>): Client<Endpoints, Said> {
  const methods = Object.entries(endpoints).map(([name, { contract }]) => [
    name,
    (input: LooseInput = {}) => called(contract, input, options),
  ]);
  return Object.fromEntries(methods) as Client<Endpoints, Said>;
}

async function called(
  contract: Contract,
  input: LooseInput,
  options: ClientOptions<string>,
): Promise<Answered> {
  const url = options.base() + pathOf(contract, input) + queryOf({ ...options.query, ...input.query });
  const { body } = input;
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...options.headers?.(),
    ...input.headers,
  };
  const method = contract.method.toUpperCase();
  const response = await fetch(url, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new CallRefused(`${contract.id} ${method} ${url}`, response, await response.text());
  return { status: response.status, headers: response.headers, body: await bodyOf(response) };
}

const pathOf = ({ path }: Contract, input: LooseInput): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => {
    if (input[name] === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(String(input[name]));
  });

/** A value that is a list is sent several times, one that is undefined not at all. */
function queryOf(query: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) parameters.append(name, String(each));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0) return undefined;
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
}
