import { applicationKey, type Publisher } from '@marketsim/core';
import {
  type Gate,
  type RequestInfo,
  refuse,
  type TokenFault,
  type VerifiedToken,
  type World,
} from '@marketsim/http';
import { requireApiVersion } from './api-version.ts';
import type { PublisherContext } from './context.ts';
import { type OtherWorlds, worldOfCall } from './elsewhere.ts';
import type { FulfillmentProblem } from './problem.ts';

/** Which world answers a call that names none by a token, as far as that can be told. */
export type DefaultWorld = (request: RequestInfo) => World | undefined;

/** How callers are found out. */
export type Callers = {
  readonly gate: Gate;
  /** Asked for the setting `auth.missing` alone; without it a missing token is answered 403. */
  readonly defaultWorld?: DefaultWorld;
  /** Where else to look for what a call is about; without it in the world of its token alone. */
  readonly otherWorlds?: OtherWorlds;
};

const marketplaceAudience = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

/** The marketplace's resource id, and the one that it had before (SF 1.4). */
const audiences: ReadonlySet<string> = new Set([marketplaceAudience, '62d94f6c-d599-489b-a797-3e10e42fbe22']);

/** The publisher who calls: version first, then token, audience and registration (SF 1.4, 1.5). */
export async function identify(callers: Callers, request: RequestInfo): Promise<PublisherContext> {
  requireApiVersion(request);
  const admission = await callers.gate(request);
  if (!admission.admitted) {
    return unauthenticated(callers, request) ?? refuse(faultOf(admission, callers, request));
  }
  const { token } = admission;
  const { otherWorlds } = callers;
  const world = otherWorlds
    ? worldOfCall(token, { request, world: admission.world }, otherWorlds)
    : admission.world;
  if (!audiences.has(token.audience.toLowerCase())) {
    refuse<FulfillmentProblem>({
      code: 'tokenRefused',
      detail: `its audience is ${token.audience}, not the marketplace`,
    });
  }
  const { settings } = world.engine.state;
  if (token.objectId === '' && settings['auth.withoutObjectId'] === 'refuse') {
    refuse<FulfillmentProblem>({
      code: 'tokenRefused',
      detail: 'it has no oid: its application has no service principal in the tenant',
    });
  }
  const publisher = publisherOf(token, world);
  if (!publisher) {
    return refuse<FulfillmentProblem>({
      code: 'tokenRefused',
      detail: `no publisher is registered with tenant ${token.tenantId} and application ${token.applicationId}`,
    });
  }
  return { world, engine: world.engine, token, publisher };
}

/** A caller without a good token, where none is asked for (SF 1.5, setting `auth.mode`). */
function unauthenticated({ defaultWorld }: Callers, request: RequestInfo): PublisherContext | undefined {
  const world = defaultWorld?.(request);
  if (world?.engine.state.settings['auth.mode'] !== 'off') return undefined;
  const { publishers } = world.engine.state;
  const named = Object.entries(request.query).find(([name]) => name.toLowerCase() === 'publisherid')?.[1];
  const publisher = named === undefined ? [...publishers.values()][0] : publishers.get(String(named));
  return publisher && { world, engine: world.engine, token: tokenOf(publisher), publisher };
}

/** What a publisher's token would say. */
const tokenOf = ({ tenantId, applicationId }: Publisher): VerifiedToken => ({
  kind: 'app',
  tenantId,
  applicationId,
  audience: marketplaceAudience,
  objectId: '',
  mfa: false,
  roles: [],
});

function faultOf(
  { fault, detail }: TokenFault,
  { defaultWorld }: Callers,
  request: RequestInfo,
): FulfillmentProblem {
  if (fault !== 'missing' && fault !== 'notBearer') return { code: 'tokenRefused', detail };
  const settings = defaultWorld?.(request)?.engine.state.settings;
  return { code: 'tokenMissing', status: settings?.['auth.missing'] ?? '403' };
}

const publisherOf = (token: VerifiedToken, { engine }: World): Publisher | undefined =>
  engine.state.publisherByApplication.get(applicationKey(token));
