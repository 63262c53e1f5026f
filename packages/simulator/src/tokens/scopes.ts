import { resourceOf } from './audiences.ts';
import { type OAuthProblem, oauthProblem } from './oauth-problem.ts';

/** What a user's token shall be for. */
export interface Wanted {
  readonly audience: string;
  /** Scopes of the access token, without their resource. */
  readonly scp: string;
  /** Scopes as the reply tells them. */
  readonly granted: string;
}

const signInScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Whom scopes without a resource belong to. */
const graph = 'https://graph.microsoft.com';

/** The one scope that resources other than Graph have here (PC 1.2). */
const impersonation = 'user_impersonation';

/** The words of a parameter that holds several, parted by blanks. */
export const words = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).filter((word) => word !== '');

/** Whether a text of scopes has this one. */
export const hasScope = (scope: string, name: string): boolean => words(scope).includes(name);

/** The refusal of a resource that no token can be for. */
export const unknownResource = (name: string): OAuthProblem =>
  oauthProblem(
    'invalid_resource',
    500011,
    `The resource principal named ${name} was not found in the tenant.`,
  );

/** The words of a text of scopes that name a resource. MSAL sends those of sign-in whatever it asks for. */
export const withoutSignIn = (scope: string): readonly string[] =>
  words(scope).filter((word) => !signInScopes.has(word));

const scopeProblem = (code: number, detail: string): OAuthProblem =>
  oauthProblem(
    'invalid_scope',
    code,
    `The provided value for the input parameter 'scope' is not valid: ${detail}`,
  );

interface Scope {
  readonly resource: string;
  readonly name: string;
}

/** The resource is what stands before the last slash; a scope without one is Graph's. */
function scopeOf(word: string): Scope {
  const slash = word.lastIndexOf('/');
  return slash < 0
    ? { resource: graph, name: word }
    : { resource: word.slice(0, slash), name: word.slice(slash + 1) };
}

/** Scopes of resources, sign-in's own left out, each of a resource that exists; or the first thing wrong with them. */
export function resourceScopes(scope: string): readonly Scope[] | OAuthProblem {
  const scopes = withoutSignIn(scope).map(scopeOf);
  for (const { resource, name } of scopes) {
    const known = resourceOf(resource);
    if (known === undefined) return unknownResource(resource);
    if (known !== graph && name !== '.default' && name !== impersonation) {
      return scopeProblem(70011, `${resource} has no scope '${name}'; it has ${impersonation} and .default.`);
    }
  }
  return scopes;
}

/** What a v2 token shall be for: the scopes of one resource, Graph's when none is named. */
export function wantedByScope(scope: string): Wanted | OAuthProblem {
  const scopes = resourceScopes(scope);
  if ('kind' in scopes) return scopes;
  const [audience = graph, ...others] = [
    ...new Set(scopes.map(({ resource }) => resourceOf(resource) ?? resource)),
  ];
  if (others.length > 0) {
    return scopeProblem(700022, `it contains more than one resource: ${[audience, ...others].join(', ')}.`);
  }
  const named = scopes.map(({ name }) => name).filter((name) => name !== '.default');
  if (named.length > 0 && named.length < scopes.length) {
    return scopeProblem(70011, '.default can not be combined with other scopes of a resource.');
  }
  const standard = audience === graph ? ['User.Read'] : [impersonation];
  const names = named.length > 0 ? named : standard;
  const own = words(scope).filter((word) => signInScopes.has(word));
  const asked = scopes.map(({ resource, name }) => `${resource}/${name}`);
  const full = names.map((name) => `${audience}/${name}`);
  return {
    audience,
    scp: [...new Set([...names, ...(audience === graph ? own : [])])].join(' '),
    granted: [...new Set([...own, ...full, ...asked])].filter((word) => word !== 'offline_access').join(' '),
  };
}

/** What a v1 token shall be for. */
export function wantedByResource(resource: string): Wanted | OAuthProblem {
  const audience = resourceOf(resource);
  return audience === undefined
    ? unknownResource(resource)
    : { audience, scp: impersonation, granted: impersonation };
}
