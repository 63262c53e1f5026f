import { fulfillment } from '@marketsim/fulfillment';
import { type Intercept, type MountOptions, mount } from '@marketsim/http';
import { partnerCenter } from '@marketsim/partner-center';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { bundleRoutes } from '../control/bundle-routes.ts';
import { callerGuard } from '../control/caller-guard.ts';
import { hostApi, worldApi } from '../control/control-api.ts';
import { hostEndpoints, publisherEndpoints, worldEndpoints } from '../control/endpoints.ts';
import { publisherApi } from '../control/publisher-api.ts';
import { streamRoutes } from '../control/streams.ts';
import { exchangeApi } from '../tokens/exchange-api.ts';
import { exchangeToken } from '../tokens/exchange-endpoint.ts';
import { createGate, type GateOptions, worldHeader } from '../tokens/gate.ts';
import { signInApi } from '../tokens/sign-in-api.ts';
import { signInEndpoints } from '../tokens/sign-in-endpoints.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { indexPage } from './index-page.ts';
import { openApiRoutes } from './open-api-routes.ts';

/** How the APIs behave; none of it belongs to a world. */
export interface AppOptions extends GateOptions, Pick<MountOptions, 'checkReplies' | 'onFinished'> {
  /** Fault hook of both marketplace APIs. */
  readonly intercept?: Intercept<unknown>;
  /** Opens the control API to callers beyond this machine who send it. */
  readonly controlToken?: string;
}

/** Everything that listens on the one port. */
export function createApp(worlds: Worlds, options: AppOptions): Express {
  const { auth = 'development', wallClock = Date.now, intercept, checkReplies, onFinished } = options;
  const gate = createGate(worlds, options);
  const mounting: MountOptions = {
    ...(checkReplies === undefined ? {} : { checkReplies }),
    ...(onFinished === undefined ? {} : { onFinished }),
  };
  const hook = intercept === undefined ? {} : { intercept };
  const partnerSide = partnerCenter({ gate, ...hook });
  const publisherSide = fulfillment({
    gate,
    ...hook,
    defaultWorld: (request) => worlds.loaded(request.header(worldHeader) ?? defaultWorld),
  });
  const app = express();
  app.disable('x-powered-by');
  app.use(mount(partnerSide.api, partnerSide.endpoints, mounting));
  app.use(mount(publisherSide.api, publisherSide.endpoints, mounting));
  app.use('/_sim', callerGuard(options.controlToken));
  app.use(streamRoutes(worlds));
  app.use(bundleRoutes(worlds));
  app.use(mount(publisherApi(gate), publisherEndpoints, mounting));
  app.use(mount(hostApi(worlds), hostEndpoints, mounting));
  app.use(mount(worldApi({ worlds, auth }), worldEndpoints, mounting));
  app.use(mount(exchangeApi({ gate, worlds, wallClock }), [exchangeToken], mounting));
  app.use(mount(signInApi({ worlds, wallClock }), signInEndpoints, mounting));
  app.use(openApiRoutes());
  app.get('/', (_, response) => {
    response.type('html').send(indexPage);
  });
  app.use((request, response) => {
    const message = `there is nothing at ${request.path}; see / for the addresses`;
    response.status(404).json({ error: { code: 'noSuchAddress', message } });
  });
  app.use(lastResort);
  return app;
}

/** Express tells an error handler by its four parameters. */
const lastResort: ErrorRequestHandler = (error, _request, response, _next) => {
  const message = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.destroy();
  else response.status(500).json({ error: { code: 'unexpected', message } });
};
