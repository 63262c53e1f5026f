import { fulfillmentDescription } from '@marketsim/fulfillment';
import { type OpenApiDocument, openApiDocument } from '@marketsim/http';
import { partnerCenterOpenApi } from '@marketsim/partner-center';
import { type Request, type Response, Router } from 'express';
import { controlDescription } from '../control/endpoints.ts';
import { worldSchema } from '../definition/json-schema.ts';

const version = '0.1.0';

/** How a document names itself and the place where it is served. */
interface Served {
  readonly version: string;
  readonly servers: readonly { readonly url: string }[];
}

const documents: Readonly<Record<string, (served: Served) => OpenApiDocument>> = {
  '/openapi/partner-center.json': partnerCenterOpenApi,
  '/openapi/fulfillment.json': (served) => openApiDocument({ ...fulfillmentDescription, ...served }),
  '/openapi/control.json': (served) => openApiDocument({ ...controlDescription, ...served }),
};

/** Answers with a document whose server is the address by which the caller came. */
const answerWith =
  (document: (served: Served) => OpenApiDocument) =>
  (request: Request, response: Response): void => {
    const url = `${request.protocol}://${request.get('host') ?? '127.0.0.1'}`;
    response.json(document({ version, servers: [{ url }] }));
  };

/** The three OpenAPI documents, and the JSON Schema of world files. */
export function openApiRoutes(): Router {
  const router = Router();
  for (const [path, document] of Object.entries(documents)) router.get(path, answerWith(document));
  router.get('/openapi/world.schema.json', (_, response) => {
    response.json(worldSchema());
  });
  return router;
}
