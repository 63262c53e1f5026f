import type { AppOptions } from './app.ts';

const documents = [
  { name: 'Partner Center', url: '/openapi/partner-center.json' },
  { name: 'SaaS fulfillment and metering', url: '/openapi/fulfillment.json' },
  { name: 'Control', url: '/openapi/control.json' },
];

/** The token that a call is tried out with when nobody has signed in, by the beginning of its path. */
const tokens = [
  ['/_sim/publisher/', 'dev-publisher'],
  ['/api/', 'dev-publisher'],
  ['/v1/', 'dev-admin-agent'],
];

/** Runs in the browser, after Swagger UI. */
const script = (known: typeof tokens): string => `
const tokens = ${JSON.stringify(known)};
SwaggerUIBundle({
  urls: ${JSON.stringify(documents)},
  dom_id: '#docs',
  layout: 'StandaloneLayout',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  deepLinking: true,
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const found = tokens.find(([path]) => new URL(request.url, location).pathname.startsWith(path));
    if (found && !request.headers.Authorization) request.headers.Authorization = 'Bearer ' + found[1];
    return request;
  },
});
`;

const hint = (auth: AppOptions['auth']): string =>
  auth === 'strict'
    ? 'Authorize with a token of the sign-in: development tokens are refused here.'
    : 'Until you authorize, Partner Center is called as <code>dev-admin-agent</code>, the other APIs as <code>dev-publisher</code>, in world <code>default</code>. Another world: <code>dev-admin-agent@world</code>.';

/** The page of all three APIs, where calls can be tried out: without signing in with a development token. */
export const docsPage = ({ auth = 'development' }: Pick<AppOptions, 'auth'>): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>marketsim: the APIs</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="data:,">
<style>body { margin: 0 } body > p { font: 14px/1.5 system-ui, sans-serif; margin: 1rem auto 0; max-width: 1420px; padding: 0 20px; color: #3b4151 } .dark-mode body > p { color: #e4e6e6 }</style>
<div id="docs"></div>
<p>${hint(auth)}</p>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/swagger-ui-standalone-preset.js"></script>
<script>${script(auth === 'strict' ? [] : tokens)}</script>
</html>
`;
