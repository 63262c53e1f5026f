import { type OpenApiDocument, openApiDocument } from '@marketsim/http';
import { endpoints } from './endpoints.ts';
import { commonRefusals } from './refusals.ts';
import { agreementProblemSchema, problemSchema } from './render.ts';
import { throttleProblemSchema } from './throttle.ts';

/** Where the API is served, and by which version of the product. */
export interface OpenApiBase {
  readonly version: string;
  readonly servers?: readonly { readonly url: string; readonly description?: string }[];
}

/** The OpenAPI description of this API, made from its contracts. */
export const partnerCenterOpenApi = ({ version, servers }: OpenApiBase): OpenApiDocument =>
  openApiDocument({
    title: 'Partner Center REST API (simulated)',
    version,
    description:
      'Selling and managing SaaS offers of independent software vendors for customers of a partner.',
    ...(servers && { servers }),
    endpoints,
    tolerance: 'sdk',
    problemSchema: problemSchema.or(agreementProblemSchema).or(throttleProblemSchema),
    commonRefusals,
  });
