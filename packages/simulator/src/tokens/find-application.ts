import { type RequestInfo, refuse } from '@marketsim/http';
import type { Application, Directory } from '../worlds/directory.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { checkAssertion } from './client-assertion.ts';
import { worldHeader } from './gate.ts';
import {
  invalidClient,
  invalidRequest,
  missingField,
  type OAuthProblem,
  oauthProblem,
} from './oauth-problem.ts';

/** Client credentials as they came, in the form or as Basic authentication. */
export interface Credentials {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** A JWT in the secret's place (RFC 7523). */
  readonly clientAssertion?: string | undefined;
}

/** Where to look for something: in the worlds, for a caller. */
export interface Search {
  readonly worlds: Worlds;
  readonly request: RequestInfo;
  /** What is meant when the caller leaves it open. */
  readonly preferred?: Preferred | undefined;
}

/** Which of several worlds, and which of an application's tenants. */
interface Preferred {
  readonly world?: string | undefined;
  readonly tenantId?: string | undefined;
}

/** The world of this name; refuses a name that no world has. */
export async function namedWorld(worlds: Worlds, name: string): Promise<SimulatedWorld> {
  const named = await worlds.get(name);
  return named ? safe(named) : refuse<OAuthProblem>(invalidRequest(90002, `There is no world '${name}'.`));
}

/** A world whose state may be shown. */
async function safe(world: SimulatedWorld): Promise<SimulatedWorld> {
  await world.durable();
  return world;
}

/** Whether an address is for all tenants rather than for one. */
export const isSharedTenant = (tenant: string): boolean => /^(common|organizations)$/i.test(tenant);

/**
 * The world of a tenant, named by its id or domain (design: worlds over HTTP): the one that header `x-marketsim-world` names, else the one
 * that has the tenant; with several the preferred or the default one. Refuses a tenant that is in none.
 */
export async function worldOfTenant(search: Search, tenant: string): Promise<SimulatedWorld> {
  const holders = await holdersOf(search, (directory) => directory.tenantNamed(tenant) !== undefined);
  if (holders.length > 0) return safe(oneOf(holders, search, `Tenant '${tenant}'`));
  const detail = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
  return refuse<OAuthProblem>(invalidRequest(90002, detail));
}

function oneOf(holders: readonly SimulatedWorld[], { preferred }: Search, what: string): SimulatedWorld {
  const named = (wanted: string | undefined) => holders.find(({ name }) => name === wanted);
  const chosen = holders.length === 1 ? holders[0] : (named(preferred?.world) ?? named(defaultWorld));
  if (chosen) return chosen;
  const names = holders.map(({ name }) => name).join(', ');
  const detail = `${what} is in several worlds (${names}): name one by the header ${worldHeader}.`;
  return refuse<OAuthProblem>(invalidRequest(90002, detail));
}

async function holdersOf(
  { worlds, request }: Search,
  holds: (directory: Directory) => boolean,
): Promise<readonly SimulatedWorld[]> {
  const name = request.header(worldHeader);
  if (name === undefined) return worlds.holding(holds);
  const named = await namedWorld(worlds, name);
  return holds(named.directory) ? [named] : [];
}

/** An application, and the world in which it was found. */
export interface Client {
  readonly world: SimulatedWorld;
  readonly application: Application;
}

/**
 * The application that an id stands for at a tenant's address; at a shared one, in the tenant that is preferred,
 * else in the first one that has it.
 */
export async function clientOf(
  search: Search,
  tenant: string,
  clientId: string | undefined,
): Promise<Client> {
  const home = isSharedTenant(tenant) ? undefined : await worldOfTenant(search, tenant);
  if (!clientId) return refuse<OAuthProblem>(missingField('client_id'));
  const world = home ?? (await worldOfClient(search, tenant, clientId));
  const known = registrations(world.directory, clientId);
  const wanted = home ? home.directory.tenantNamed(tenant) : search.preferred?.tenantId;
  const application = known.find(({ tenantId }) => tenantId === wanted) ?? (home ? undefined : known[0]);
  return application ? { world, application } : unknownClient(clientId, tenant);
}

async function worldOfClient(search: Search, tenant: string, clientId: string): Promise<SimulatedWorld> {
  const holders = await holdersOf(search, (directory) => registrations(directory, clientId).length > 0);
  return holders.length > 0
    ? safe(oneOf(holders, search, `Application '${clientId}'`))
    : unknownClient(clientId, tenant);
}

/** An application in every tenant that has it: one of a control panel vendor may be in those of many partners. */
export const registrations = (
  { partners, publishers }: Directory,
  clientId: string,
): readonly Application[] =>
  [...partners, ...publishers].filter(({ applicationId }) => applicationId === clientId.toLowerCase());

const unknownClient = (clientId: string, tenant: string): never => {
  const detail = `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`;
  return refuse<OAuthProblem>(oauthProblem('unauthorized_client', 700016, detail));
};

/** Refuses credentials that do not show that they are the application's; `seconds` are since 1970, by the wall clock. */
export async function checkCredentials(
  application: Application,
  { clientId = '', clientSecret, clientAssertion }: Credentials,
  seconds: number,
): Promise<void> {
  if (!clientSecret && clientAssertion) {
    if (application.clientSecret === undefined) return checkAssertion(clientAssertion, { clientId, seconds });
    refuse<OAuthProblem>(invalidClient(700027, `No certificate is registered for app '${clientId}'.`));
  }
  if (!clientSecret) {
    const either = "'client_assertion' or 'client_secret'";
    const description = `The request body must contain the following parameter: ${either}.`;
    refuse<OAuthProblem>(invalidClient(7000218, description));
  }
  if (application.clientSecret !== undefined && application.clientSecret !== clientSecret) {
    refuse<OAuthProblem>(invalidClient(7000215, `Invalid client secret provided for app '${clientId}'.`));
  }
}
