import { type RequestInfo, refuse } from '@marketsim/http';
import type { Application } from '../worlds/directory.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { invalidRequest, missingField, type OAuthProblem } from './oauth-problem.ts';

/** Client credentials as they came, in the form or as Basic authentication. */
export interface Credentials {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/**
 * The world of a tenant (design: worlds over HTTP): the one that header `x-marketsim-world` names, else the one
 * that has the tenant; with several the default one. Refuses a tenant that is in none.
 */
export async function worldOfTenant(
  worlds: Worlds,
  tenant: string,
  request: RequestInfo,
): Promise<SimulatedWorld> {
  const holders = await holdersOf(worlds, tenant.toLowerCase(), request);
  const [first, ...others] = holders;
  if (!first) {
    const detail = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
    return refuse<OAuthProblem>(invalidRequest(90002, detail));
  }
  const chosen = others.length === 0 ? first : holders.find(({ name }) => name === defaultWorld);
  if (chosen) return chosen;
  const names = holders.map(({ name }) => name).join(', ');
  const detail = `Tenant '${tenant}' is in several worlds (${names}): name one by the header x-marketsim-world.`;
  return refuse<OAuthProblem>(invalidRequest(90002, detail));
}

async function holdersOf(
  worlds: Worlds,
  tenant: string,
  request: RequestInfo,
): Promise<readonly SimulatedWorld[]> {
  const name = request.header('x-marketsim-world');
  if (name === undefined) return worlds.ofTenant(tenant);
  const named = await worlds.get(name);
  if (!named) return refuse<OAuthProblem>(invalidRequest(90002, `There is no world '${name}'.`));
  return named.directory.tenants.has(tenant) ? [named] : [];
}

/** The application that shows these credentials; refuses unknown applications and wrong secrets. */
export function applicationOf(
  { directory }: SimulatedWorld,
  tenant: string,
  { clientId, clientSecret }: Credentials,
): Application {
  if (!clientId) return refuse<OAuthProblem>(missingField('client_id'));
  const application = directory.application(tenant, clientId);
  if (!application) {
    return refuse<OAuthProblem>({
      kind: 'oauth',
      status: 400,
      error: 'unauthorized_client',
      code: 700016,
      description: `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
    });
  }
  if (!clientSecret) {
    const description = "The request body must contain the following parameter: 'client_secret'.";
    return refuse<OAuthProblem>(invalidClient(7000218, description));
  }
  if (application.clientSecret !== undefined && application.clientSecret !== clientSecret) {
    const description = `Invalid client secret provided for app '${clientId}'.`;
    return refuse<OAuthProblem>(invalidClient(7000215, description));
  }
  return application;
}

const invalidClient = (code: number, description: string): OAuthProblem => ({
  kind: 'oauth',
  status: 401,
  error: 'invalid_client',
  code,
  description,
});
