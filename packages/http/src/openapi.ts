import type { z } from 'zod';
import type { Contract, Method } from './contract.ts';
import type { CommonRefusal } from './fidelity/documented.ts';
import type { Tolerance } from './normalise.ts';
import { type Components, components } from './openapi/components.ts';
import { operation, type Problems } from './openapi/operation.ts';

/** An endpoint or anything else that carries a contract and its twins. */
export type Described = {
  readonly contract: Contract;
  readonly alsoAt?: readonly string[];
  readonly alsoMethods?: readonly Method[];
};

export type OpenApiInput = {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly servers?: readonly { readonly url: string; readonly description?: string }[];
  readonly endpoints: readonly Described[];
  /** The API's error body; `problemSchemas` has the statuses that use another one. */
  readonly problemSchema: z.ZodType;
  readonly problemSchemas?: Readonly<Record<number, z.ZodType>>;
  /** As the API is mounted with: only a strict one refuses members that it does not know. */
  readonly tolerance: Tolerance;
  /** Refusals that every endpoint may answer; listed with each. */
  readonly commonRefusals?: readonly CommonRefusal[];
};

/** JSON of an OpenAPI 3.1 document. */
export type OpenApiDocument = {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<string, string>>;
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, unknown>>;
};

/**
 * Describes an API from its contracts: requests as they may be sent, replies as they are answered, refusals
 * by status. Paths and operations come in the order of the endpoints, so equal input gives equal text. Twins
 * of an endpoint get the operation id with a number behind it: 'CRT-1', 'CRT-1.2'.
 */
export function openApiDocument(input: OpenApiInput): OpenApiDocument {
  const shared = components(input.tolerance === 'strict' ? 'refused' : 'dropped');
  const problems = problemsOf(input, shared);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of input.endpoints) {
    addresses(endpoint).forEach(({ path, method }, index) => {
      const operationId = index === 0 ? endpoint.contract.id : `${endpoint.contract.id}.${index + 1}`;
      const operations = paths[templated(path)] ?? {};
      operations[method] = operation(endpoint.contract, { operationId, path, shared, problems });
      paths[templated(path)] = operations;
    });
  }
  const { title, version, description } = input;
  return {
    openapi: '3.1.0',
    info: { title, version, ...(description === undefined ? {} : { description }) },
    servers: input.servers ?? [],
    paths,
    components: {
      schemas: shared.schemas(),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function problemsOf(input: OpenApiInput, shared: Components): Problems {
  const usual = shared.named('Problem', input.problemSchema);
  const others = new Map(
    Object.entries(input.problemSchemas ?? {}).map(([status, schema]) => [
      Number(status),
      shared.named(`Problem${status}`, schema),
    ]),
  );
  return { schemaOf: (status) => others.get(status) ?? usual, common: input.commonRefusals ?? [] };
}

function addresses({ contract, alsoAt = [], alsoMethods = [] }: Described): readonly {
  readonly path: string;
  readonly method: Method;
}[] {
  const methods = [contract.method, ...alsoMethods];
  return [contract.path, ...alsoAt].flatMap((path) => methods.map((method) => ({ path, method })));
}

/** '/v1/customers/:customerId' in OpenAPI's form. */
function templated(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}
