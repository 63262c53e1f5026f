import type { RequestRecord } from '@marketsim/http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { partnerCenterOpenApi } from '../../src/index.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

interface Media {
  readonly schema?: Readonly<Record<string, unknown>>;
}

const { paths, components } = partnerCenterOpenApi({ version: '1.2.3' });
const operations = new Map(
  Object.values(paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => operation as Operation)
    .map((operation) => [operation.operationId, operation]),
);

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const key = JSON.stringify(schema);
  const validator = validators.get(key) ?? ajv.compile({ ...schema, components });
  validators.set(key, validator);
  return validator;
}

/** How an answer departs from the OpenAPI document, by a validator that knows nothing else of us; nothing when it does not. */
export function departure({
  contractId,
  sent,
}: Pick<RequestRecord, 'contractId' | 'sent'>): string | undefined {
  if (contractId === undefined || sent === undefined || sent.method === 'HEAD') return undefined;
  const { status, text, contentType = '', manner } = sent.answer;
  if (text === undefined || !contentType.includes('json') || manner !== undefined) return undefined;
  const schema = operations.get(contractId)?.responses[status]?.content?.['application/json']?.schema;
  if (schema === undefined) return `${contractId} ${status} has a body that the document does not describe`;
  const validate = validatorOf(schema);
  return validate(JSON.parse(text))
    ? undefined
    : `${contractId} ${status} departs from the document: ${ajv.errorsText(validate.errors)}`;
}
