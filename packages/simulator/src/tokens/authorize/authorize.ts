import { randomUUID } from 'node:crypto';
import { type Reply, type RequestInfo, refuse } from '@marketsim/http';
import { compact } from '../../compact.ts';
import type { Application } from '../../worlds/directory.ts';
import { type Client, clientOf, isSharedTenant, registrations } from '../find-application.ts';
import { secondsOf } from '../grants/token-call.ts';
import { clientInfoOf } from '../grants/user-tokens.ts';
import { issuerBaseOf, type TokenVersion } from '../issuer.ts';
import { type OAuthProblem, oauthProblem } from '../oauth-problem.ts';
import type { SignInContext } from '../sign-in-api.ts';
import { issueIdToken } from '../user-token.ts';
import { type TenantUser, userNamed, usersOf } from '../users.ts';
import { type Asked, askedOf, redirectProblem, responseModeOf } from './asked.ts';
import type { AuthorizeParameters } from './parameters.ts';
import { type ReturnAddress, sendBack, sendProblem } from './send-back.ts';
import { type UserChoice, userPage } from './user-page.ts';

/** Somebody who was sent here to sign in. */
export interface Visit {
  readonly context: SignInContext;
  readonly request: RequestInfo;
  readonly tenant: string;
  readonly parameters: AuthorizeParameters;
  readonly version: TokenVersion;
}

/**
 * Signs somebody in (PC 1.2): at once when `login_hint` names a user, else by a page that lists them. What is
 * wrong goes back to the application; the ones it cannot be told, because application or address are not good,
 * are refused.
 */
export async function authorize(visit: Visit): Promise<Reply> {
  const { context, request, tenant, parameters, version } = visit;
  const preferred = { world: parameters.marketsim_world };
  const client = await clientOf({ worlds: context.worlds, request, preferred }, tenant, parameters.client_id);
  const to = returnAddress(parameters);
  const asked = askedOf(parameters, version);
  if ('kind' in asked) return sendProblem(to, asked, request);
  const users = usersAt(tenant, client);
  const user = userNamed(users, parameters.login_hint ?? '');
  const problem = signInProblem(visit, users, user);
  if (problem) return sendProblem(to, problem, request);
  const { world } = client;
  if (user) return signedIn(visit, { world, application: applicationFor(user, client), user, asked, to });
  return userPage({
    // A path that began with two slashes would name a host.
    action: request.path.replace(/^\/+/, '/'),
    ...companies(client, users),
    redirectUri: to.uri,
    users,
    parameters,
  });
}

/** Users of the tenant; at a shared address those of every tenant that has the application. */
function usersAt(tenant: string, { world: { directory }, application }: Client): readonly TenantUser[] {
  const all = isSharedTenant(tenant) ? registrations(directory, application.applicationId) : [application];
  return all.flatMap((each) => usersOf(directory, each));
}

const applicationFor = ({ tenantId }: TenantUser, { world, application }: Client): Application =>
  world.directory.application(tenantId, application.applicationId) ?? application;

/** Whose users they are, in words, and of which world. */
function companies({ world }: Client, users: readonly TenantUser[]): Pick<UserChoice, 'company' | 'world'> {
  const tenants = new Set(users.map(({ tenantId }) => tenantId));
  const names = world.identified.partners
    .filter(({ tenantId }) => tenants.has(tenantId))
    .map(({ name }) => name);
  return { company: names.join(' or '), world: world.name };
}

function returnAddress(parameters: AuthorizeParameters): ReturnAddress {
  const { redirect_uri: uri = '', state } = parameters;
  const problem = redirectProblem(uri);
  if (problem) refuse<OAuthProblem>(problem);
  return { uri, mode: responseModeOf(parameters), state };
}

function signInProblem(
  { parameters, tenant }: Visit,
  users: readonly TenantUser[],
  user: TenantUser | undefined,
): OAuthProblem | undefined {
  if (parameters.cancel)
    return oauthProblem('access_denied', 65004, 'User declined to consent to access the app.');
  if (users.length === 0) {
    const detail = `Tenant '${tenant}' has no user to sign in as: users are in the tenants of partners only.`;
    return oauthProblem('access_denied', 50034, detail);
  }
  if (user || parameters.prompt?.trim() !== 'none') return undefined;
  const hint = parameters.login_hint
    ? `'login_hint' names no user of the tenant: ${parameters.login_hint}.`
    : "'prompt=none' needs a 'login_hint'.";
  return oauthProblem(
    'login_required',
    50058,
    `Session information is not sufficient for single-sign-on: ${hint}`,
  );
}

interface Agreed extends Client {
  readonly user: TenantUser;
  readonly asked: Asked;
  readonly to: ReturnAddress;
}

async function signedIn(visit: Visit, { world, application, user, asked, to }: Agreed): Promise<Reply> {
  const { context, request, parameters, version } = visit;
  const { nonce, resource } = parameters;
  const code = context.codes.issue({
    world: world.name,
    tenantId: user.tenantId,
    applicationId: application.applicationId,
    who: user.who,
    scope: asked.scope,
    redirectUri: to.uri,
    ...compact({ nonce, resource: resource || undefined, challenge: asked.challenge }),
  });
  const issuedAt = secondsOf(context);
  const issuerBase = issuerBaseOf(world, request);
  const idToken =
    asked.idToken === 'wanted'
      ? await issueIdToken({ version, application, issuedAt, issuerBase, user, mfa: true, nonce, code })
      : undefined;
  return sendBack(to, {
    code,
    id_token: idToken,
    client_info: parameters.client_info === '1' ? clientInfoOf(user) : undefined,
    session_state: randomUUID(),
  });
}
