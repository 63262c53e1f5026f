import { fulfillment, type OtherWorlds } from '@marketsim/fulfillment';
import {
  type Contract,
  type Intercept,
  type InterceptAction,
  type Intercepted,
  type Interception,
  type MountOptions,
  mount,
  nearestPaths,
  reasonOf,
} from '@marketsim/http';
import { partnerCenter } from '@marketsim/partner-center';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { compact } from '../compact.ts';
import { bundleRoutes } from '../control/bundle-routes.ts';
import { callerGuard } from '../control/caller-guard.ts';
import { type HostContext, hostApi, worldApi } from '../control/control-api.ts';
import { controlContracts, hostEndpoints, publisherEndpoints, worldEndpoints } from '../control/endpoints.ts';
import { publisherApi } from '../control/publisher-api.ts';
import { isAboutJournal } from '../control/request-endpoints.ts';
import { streamRoutes } from '../control/streams.ts';
import { type FaultyCaller, requestFaults } from '../faults/request-faults.ts';
import { certificatePath } from '../outbox/notice-call.ts';
import { answerOutside, type Finished } from '../requests/outside.ts';
import { exchangeApi } from '../tokens/exchange-api.ts';
import { exchangeToken } from '../tokens/exchange-endpoint.ts';
import { createGate, type GateOptions, namesWorld, worldHeader } from '../tokens/gate.ts';
import { signInApi } from '../tokens/sign-in-api.ts';
import { signInEndpoints } from '../tokens/sign-in-endpoints.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { certificateRoute } from './certificate-route.ts';
import { docsRoutes } from './docs-routes.ts';
import type { Extension } from './extension.ts';
import { indexPage } from './index-page.ts';
import { openApiRoutes } from './open-api-routes.ts';

/** How the APIs behave; none of it belongs to a world. */
export interface AppOptions extends GateOptions, Pick<MountOptions, 'checkReplies' | 'onFinished'> {
  /** Fault hook of both marketplace APIs; asked before the faults of the world. */
  readonly intercept?: Intercept<unknown, InterceptAction>;
  /** Opens the control API to callers beyond this machine who send it. */
  readonly controlToken?: string;
  /** What packages above this one add to the control API. */
  readonly extensions?: readonly Extension[];
}

/** Everything that listens on the one port. */
export function createApp(context: HostContext, options: AppOptions): Express {
  const { worlds, requests } = context;
  const { auth = 'development', wallClock = Date.now, intercept, checkReplies, extensions = [] } = options;
  const added = extensions.flatMap(({ endpoints }) => endpoints);
  const paths = [...controlContracts.map(({ path }) => path), ...pathsOf(added)];
  const gate = createGate(worlds, options);
  const finished: Finished = (record) => {
    if (!isAboutJournal(record.path)) requests.note(record);
    options.onFinished?.(record);
  };
  const mounting: MountOptions = { ...compact({ checkReplies }), onFinished: finished };
  const hook = { intercept: intercept ? beforeFaults(intercept) : requestFaults };
  const partnerSide = partnerCenter({ gate, wallClock, ...hook });
  const publisherSide = fulfillment({
    gate,
    ...hook,
    otherWorlds: otherWorldsIn(worlds),
    defaultWorld: (request) => worlds.loaded(request.header(worldHeader) ?? defaultWorld),
  });
  const marketplacePaths = pathsOf([...partnerSide.endpoints, ...publisherSide.endpoints]);
  const app = express();
  app.disable('x-powered-by');
  app.use(mount(partnerSide.api, partnerSide.endpoints, mounting));
  app.use(mount(publisherSide.api, publisherSide.endpoints, mounting));
  app.use(callerGuard(options.controlToken, finished));
  app.use(streamRoutes(context, finished));
  app.use(bundleRoutes(context, finished));
  app.use(mount(publisherApi(gate, paths), publisherEndpoints, mounting));
  app.use(mount(hostApi(context), hostEndpoints, mounting));
  app.use(mount(worldApi({ worlds, auth }, paths), [...worldEndpoints, ...added], mounting));
  app.use(mount(exchangeApi({ gate, worlds, wallClock }), [exchangeToken], mounting));
  app.use(mount(signInApi({ worlds, wallClock }), signInEndpoints, mounting));
  app.use(openApiRoutes(extensions));
  app.use(docsRoutes(options));
  app.get(certificatePath, certificateRoute);
  app.get('/', (_, response) => {
    response.type('html').send(indexPage(extensions));
  });
  app.use((request, response) => {
    const meant = nearestPaths(request.path, [...marketplacePaths, ...paths]);
    const message = `there is nothing at ${request.path}${meant || ';'} / lists the addresses`;
    const body = { error: { code: 'noSuchAddress', message } };
    answerOutside({ request, response }, { status: 404, body }, finished);
  });
  app.use(lastResort(finished));
  return app;
}

const pathsOf = (endpoints: readonly { readonly contract: Contract }[]): readonly string[] =>
  endpoints.map(({ contract }) => contract.path);

/** Worlds that know an application too, in the order of their creation. */
const otherWorldsIn =
  (worlds: Worlds): OtherWorlds =>
  ({ tenantId, applicationId }, { request, world }) =>
    namesWorld(request)
      ? []
      : worlds
          .list()
          .filter(
            (each) => each !== world && each.directory.application(tenantId, applicationId) !== undefined,
          );

/** What a hook says, or the faults of the world where that has nothing to say. */
const beforeFaults =
  (first: Intercept<unknown, InterceptAction>) =>
  async <Ctx extends FaultyCaller>(call: Intercepted<Ctx>): Promise<Interception<Ctx> | undefined> =>
    (await first(call)) ?? requestFaults(call);

/** Express tells an error handler by its four parameters. */
const lastResort =
  (finished: Finished): ErrorRequestHandler =>
  (error, request, response, _next) => {
    if (response.headersSent) response.destroy();
    else {
      const body = { error: { code: 'unexpected', message: reasonOf(error) } };
      answerOutside({ request, response }, { status: 500, body, error }, finished);
    }
  };
