import { z } from 'zod';
import type { Contract, RefusalContract, ReplyContract } from '../contract.ts';
import { type CommonRefusal, commonTo } from '../fidelity/documented.ts';
import type { Components } from './components.ts';

/** How an API describes what it refuses. */
export type Problems = {
  schemaOf(status: number): Readonly<Record<string, unknown>>;
  readonly common: readonly CommonRefusal[];
};

type Surroundings = {
  readonly operationId: string;
  readonly path: string;
  readonly shared: Components;
  readonly problems: Problems;
};

type Entry = Readonly<Record<string, unknown>>;

const json = 'application/json';

/** One operation object. */
export function operation(contract: Contract, around: Surroundings): Entry {
  const access = contract.access === undefined ? '' : ` Access: ${contract.access}.`;
  return {
    operationId: around.operationId,
    summary: contract.summary,
    description: `Source: ${contract.source}.${access}`,
    ...(contract.tag === undefined ? {} : { tags: [contract.tag] }),
    ...(contract.access === undefined ? {} : { security: [{ bearer: [] }] }),
    parameters: parameters(contract, around),
    ...requestBody(contract, around),
    responses: { ...replies(contract, around), ...refusals(contract, around) },
  };
}

function parameters(contract: Contract, around: Surroundings): readonly Entry[] {
  const inPath = new Set([...around.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
  const path = members(contract.params, 'params', around).filter(({ name }) => inPath.has(name));
  const query = members(contract.query, 'query', around);
  return [
    ...path.map((member) => ({ ...member, in: 'path', required: true })),
    ...query.map((member) => ({ ...member, in: 'query' })),
    ...Object.entries(contract.headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      required: false,
      schema: { type: 'string' },
    })),
  ];
}

function members(
  schema: z.ZodObject,
  where: 'params' | 'query',
  { operationId, shared }: Surroundings,
): readonly { readonly name: string; readonly required: boolean; readonly schema: Entry }[] {
  return Object.entries(schema.shape).map(([name, member]) => {
    const described = shared.schema(member, `${operationId}.${where}.${name}`, 'input');
    return {
      ...{ name, required: member._zod.optin !== 'optional', schema: described },
      // Pages that try calls out fill it in.
      ...('const' in described && { example: described['const'] }),
    };
  });
}

function requestBody(contract: Contract, { operationId, shared }: Surroundings): Entry {
  if (contract.body === undefined) return {};
  const schema = shared.schema(contract.body, `${operationId}.body`, 'input');
  const { bodyType = json, form } = contract;
  const types = form === true ? ['application/x-www-form-urlencoded', bodyType] : [bodyType];
  return {
    requestBody: {
      required: contract.bodyRequired ?? true,
      content: Object.fromEntries(types.map((type) => [type, { schema }])),
    },
  };
}

function replies(contract: Contract, around: Surroundings): Entry {
  return Object.fromEntries(
    Object.entries(contract.replies).map(([status, reply]) => [
      status,
      {
        description: reply.description,
        ...replyContent(reply, `${around.operationId}.${status}`, around.shared),
      },
    ]),
  );
}

function replyContent(reply: ReplyContract, place: string, shared: Components): Entry {
  const { schema, example, contentType } = reply;
  const empty = schema === undefined || schema instanceof z.ZodUndefined;
  if (empty && contentType === undefined && example === undefined) return {};
  const media = {
    ...(empty ? {} : { schema: shared.schema(schema, place, 'output') }),
    ...(example === undefined ? {} : { example }),
  };
  return { content: { [contentType ?? json]: media } };
}

/** One entry per status, with its codes and when they are answered. A status that is a reply too stays one. */
function refusals(contract: Contract, { problems }: Surroundings): Entry {
  const byStatus = Map.groupBy(
    [...contract.refusals, ...commonTo(contract, problems.common)],
    ({ status, inside }) => inside ?? status,
  );
  const entries = [...byStatus].filter(([status]) => contract.replies[status] === undefined);
  return Object.fromEntries(
    entries.map(([status, found]) => [
      status,
      {
        description: [...new Set(found.map(refusalText))].join('\n'),
        content: { [json]: { schema: problems.schemaOf(status) } },
      },
    ]),
  );
}

function refusalText({ code, when }: RefusalContract): string {
  return code === undefined ? `- ${when}` : `- ${code}: ${when}`;
}
