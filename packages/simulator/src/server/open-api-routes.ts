import { fulfillmentDescription } from '@marketsim/fulfillment';
import { type OpenApiDocument, openApiDocument } from '@marketsim/http';
import { partnerCenterOpenApi } from '@marketsim/partner-center';
import { type Request, type Response, Router } from 'express';
import { controlDescription } from '../control/endpoints.ts';
import { worldSchema } from '../definition/json-schema.ts';
import type { Extension, FileSchema } from './extension.ts';

const version = '0.1.0';

/** How a document names itself and the place where it is served. */
interface Served {
  readonly version: string;
  readonly servers: readonly { readonly url: string }[];
}

type Documents = Readonly<Record<string, (served: Served) => OpenApiDocument>>;

const documentsWith = (extensions: readonly Extension[]): Documents => ({
  '/openapi/partner-center.json': partnerCenterOpenApi,
  '/openapi/fulfillment.json': (served) => openApiDocument({ ...fulfillmentDescription, ...served }),
  '/openapi/control.json': (served) =>
    openApiDocument({
      ...controlDescription,
      ...served,
      endpoints: [...controlDescription.endpoints, ...extensions.flatMap(({ endpoints }) => endpoints)],
    }),
});

/** The JSON Schemas of a simulator: that of world files, and those that extensions bring. */
export const fileSchemas = (extensions: readonly Extension[]): readonly FileSchema[] => [
  { name: 'world.schema.json', what: 'JSON Schema of a world file', schema: worldSchema },
  ...extensions.flatMap(({ schemas }) => schemas),
];

/** Answers with a document whose server is the address by which the caller came. */
const answerWith =
  (document: (served: Served) => OpenApiDocument) =>
  (request: Request, response: Response): void => {
    const url = `${request.protocol}://${request.get('host') ?? '127.0.0.1'}`;
    response.json(document({ version, servers: [{ url }] }));
  };

/** The three OpenAPI documents, and the JSON Schemas of files. */
export function openApiRoutes(extensions: readonly Extension[]): Router {
  const router = Router();
  for (const [path, document] of Object.entries(documentsWith(extensions))) {
    router.get(path, answerWith(document));
  }
  for (const { name, schema } of fileSchemas(extensions)) {
    router.get(`/openapi/${name}`, async (_, response) => {
      response.json(await schema());
    });
  }
  return router;
}
