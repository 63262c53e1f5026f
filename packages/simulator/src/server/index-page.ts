import type { Extension } from './extension.ts';
import { fileSchemas } from './open-api-routes.ts';

type Address = readonly [path: string, what: string];

const addressesWith = (extensions: readonly Extension[]): readonly Address[] => [
  ['/_sim/accounts', 'who is in the default world, with ids and tokens to start with'],
  ['/_sim/catalog', 'what is sold'],
  ['/_sim/clock', 'what time it is'],
  ['/_sim/ledger', 'every line of the ledger'],
  ['/_sim/invoices', 'every invoice'],
  ['/_sim/events', 'what happened; a stream of it with Accept: text/event-stream'],
  ['/_sim/deliveries', 'what publishers were told, every try and every answer'],
  ['/_sim/requests', 'what came in and how it was answered; a stream of it, too'],
  ['/_sim/settings', 'the settings, with what each one means'],
  ['/_sim/worlds', 'the worlds that exist'],
  ['/_sim/health', 'whether the simulator runs, and serves all its worlds'],
  ['/_sim/ready', 'whether it has started'],
  ['/docs', 'the three APIs as a page, where calls can be tried out'],
  ['/openapi/partner-center.json', 'Partner Center API, under /v1'],
  ['/openapi/fulfillment.json', 'SaaS fulfillment API and metering service, under /api'],
  ['/openapi/control.json', 'control API, under /_sim'],
  ...fileSchemas(extensions).map(({ name, what }): Address => [`/openapi/${name}`, what]),
  ['/common/discovery/v2.0/keys', 'keys that tokens are signed with'],
  ['/common/v2.0/.well-known/openid-configuration', 'where to sign in'],
];

/** What a browser shows at `/`: the addresses of everything. */
export const indexPage = (extensions: readonly Extension[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>marketsim</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>marketsim</h1>
<p>A local simulator of the commercial marketplace: both sides, one clock, one ledger.</p>
<ul>
${addressesWith(extensions)
  .map(([path, what]) => `<li><a href="${path}">${path}</a>: ${what}</li>`)
  .join('\n')}
</ul>
<p>Tokens: <code>POST /{tenant}/oauth2/token</code> or <code>POST /{tenant}/oauth2/v2.0/token</code>.
Users sign in at <code>/{tenant}/oauth2/authorize</code> or <code>/{tenant}/oauth2/v2.0/authorize</code>.
Another world than the default one: <code>?world=</code>.</p>
</html>
`;
