import type { z } from 'zod';

export type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';

/** One status that an endpoint answers on success. Without a schema its body is not described. */
export type ReplyContract = {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
  /** Defaults to JSON when there is a schema. */
  readonly contentType?: string;
};

/** One way in which an endpoint refuses: the wire's status and code, and when it happens. */
export type RefusalContract = {
  readonly status: number;
  readonly code?: number | string;
  readonly when: string;
  /** Why nothing in a world leads to it: it is answered when a fault asks for it. */
  readonly onDemand?: string;
  /** The reply inside of which it is told, beside what succeeded, such as 201; it is no answer of its own then. */
  readonly inside?: number;
};

/** An answer that the documents name and that is never given here. */
export type Gap = Omit<RefusalContract, 'onDemand' | 'inside'> & {
  readonly why: string;
  /** It concerns products that are not simulated. */
  readonly otherProducts?: true;
};

/**
 * What one endpoint takes and answers, in the API's canonical spelling. It states shape and types only:
 * existence, ownership, state and ranges are decided by the handler and the engine.
 */
export type Contract = {
  /** Row of the API's endpoint index, such as 'CRT-1'; the operation id in OpenAPI. */
  readonly id: string;
  readonly method: Method;
  /** Whole segments only: '/v1/customers/:customerId/carts'. */
  readonly path: string;
  readonly summary: string;
  /** Section of the API reference that it follows, such as 'PC 4.2'. */
  readonly source: string;
  /** Who may call it, in words, such as 'app+user'. Absent: no bearer is asked for. */
  readonly access?: string;
  /** Group in the OpenAPI document. */
  readonly tag?: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Request headers with a meaning of their own (name to description), for the OpenAPI document. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  /** Whether an empty body is refused; true unless stated. */
  readonly bodyRequired?: boolean;
  /** Accepts application/x-www-form-urlencoded as well as JSON. */
  readonly form?: boolean;
  /** Content type of a body that is neither JSON nor a form. Whoever serves such an endpoint reads it, not the kit. */
  readonly bodyType?: string;
  readonly replies: Readonly<Record<number, ReplyContract>>;
  readonly refusals: readonly RefusalContract[];
  readonly gaps?: readonly Gap[];
};

/** What goes back over the wire. `text`, or `bytes`, is sent as it is; otherwise `body` is sent as JSON. */
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  /** For what is no text, such as a PDF; needs its content type. */
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
