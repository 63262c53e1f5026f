/** One thing wrong with a query, a body or the path parameters. */
export type ShapeIssue = {
  /** Where, such as 'lineItems[0].quantity'; empty for the whole. */
  readonly path: string;
  /** For people: 'expected integer, got "ten"'. */
  readonly message: string;
  readonly reason: 'missing' | 'type' | 'enum' | 'range' | 'format' | 'other';
  /** The texts that would have been accepted, for reason 'enum'. */
  readonly allowed?: readonly string[];
};

/** What the kit itself finds wrong with a request. Each API renders these beside its own problems. */
export type ProtocolProblem =
  | { readonly kind: 'malformedJson'; readonly detail: string }
  | {
      readonly kind: 'shape';
      readonly where: 'query' | 'body' | 'params';
      readonly issues: readonly ShapeIssue[];
    }
  | {
      readonly kind: 'noSuchRoute';
      readonly method: string;
      readonly path: string;
      /** What goes behind its refusal: `; did you mean /v1/customers?`, or nothing. */
      readonly meant: string;
    }
  | {
      readonly kind: 'methodNotAllowed';
      readonly method: string;
      readonly path: string;
      readonly allow: readonly string[];
    }
  | { readonly kind: 'tooLarge'; readonly limitBytes: number }
  /** The world cannot answer, and nothing that its caller could send would change that: status 503. */
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'unexpected'; readonly error: unknown };
