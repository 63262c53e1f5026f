import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import type { AppOptions } from './app.ts';

const require = createRequire(import.meta.url);

/** What the page is made of; the rest of the package's files is for other ways to use it. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'];

/** The page of the APIs at `/docs`, with everything that it needs. Nothing of it is read before somebody opens it. */
export function docsRoutes(options: Pick<AppOptions, 'auth'>): Router {
  const router = Router();
  router.get('/docs', async (_, response) => {
    const { docsPage } = await import('./docs-page.ts');
    response.type('html').send(docsPage(options));
  });
  router.get(
    files.map((file) => `/docs/${file}`),
    (request, response) => {
      const root = dirname(require.resolve('swagger-ui-dist/package.json'));
      response.sendFile(request.path.slice('/docs/'.length), { root, maxAge: '1h' });
    },
  );
  return router;
}
