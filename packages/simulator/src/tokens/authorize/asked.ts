import type { CodeChallenge } from '../authorization-codes.ts';
import type { TokenVersion } from '../issuer.ts';
import {
  invalidRequest,
  missingField,
  type OAuthProblem,
  oauthProblem,
  resourceUnsupported,
} from '../oauth-problem.ts';
import { hasScope, resourceScopes, wantedByResource, words } from '../scopes.ts';
import type { AuthorizeParameters } from './parameters.ts';
import type { ResponseMode } from './send-back.ts';

const modes: readonly ResponseMode[] = ['query', 'fragment', 'form_post'];
const prompts: ReadonlySet<string> = new Set([
  'none',
  'login',
  'consent',
  'select_account',
  'admin_consent',
  'create',
]);

const wantsIdToken = ({ response_type }: AuthorizeParameters): boolean =>
  words(response_type).includes('id_token');

/** Where the application wants its answers: a code in the query, an id token never there. */
export function responseModeOf(parameters: AuthorizeParameters): ResponseMode {
  const standard = wantsIdToken(parameters) ? 'fragment' : 'query';
  const asked = modes.find((mode) => mode === parameters.response_mode);
  return asked === undefined || (asked === 'query' && standard === 'fragment') ? standard : asked;
}

/** Characters of a URI (RFC 3986); anything else would have to be encoded. */
const uriText = /^[\x21-\x7e]+$/;

/** What is wrong with the address to go back to, if anything: it has to be absolute, of the web, without a fragment. */
export function redirectProblem(uri: string | undefined): OAuthProblem | undefined {
  if (!uri)
    return invalidRequest(900971, "No reply address provided: the parameter 'redirect_uri' is missing.");
  const url = URL.parse(uri);
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (web && uriText.test(uri) && !uri.includes('#')) return undefined;
  const detail = `'redirect_uri' value must be a valid absolute http or https URI without '#', not '${uri}'.`;
  return invalidRequest(90102, detail);
}

/** What an application asks for, once nothing is wrong with it. */
export interface Asked {
  readonly idToken: 'wanted' | 'unwanted';
  readonly scope: string;
  readonly challenge: CodeChallenge | undefined;
}

/** Reads what is asked for; the first thing that is wrong is a problem to tell the application. */
export function askedOf(parameters: AuthorizeParameters, version: TokenVersion): Asked | OAuthProblem {
  const problem =
    responseProblem(parameters) ??
    scopeProblem(parameters, version) ??
    promptProblem(words(parameters.prompt)) ??
    challengeProblem(parameters);
  if (problem) return problem;
  const { scope = '', code_challenge: value, code_challenge_method: method } = parameters;
  return {
    idToken: wantsIdToken(parameters) ? 'wanted' : 'unwanted',
    scope,
    challenge: value ? { value, method: method === 'S256' ? 'S256' : 'plain' } : undefined,
  };
}

function responseProblem(parameters: AuthorizeParameters): OAuthProblem | undefined {
  const { response_type: type, response_mode: mode, scope = '', nonce } = parameters;
  if (!type) return missingField('response_type');
  if (!/^(code|code id_token|id_token code)$/.test(words(type).join(' '))) {
    return unsupported(
      `The app requested an unsupported response type '${type}'; supported: code, code id_token.`,
    );
  }
  if (mode && !modes.some((known) => known === mode)) {
    return invalidRequest(
      70007,
      `'${mode}' is not a supported value of 'response_mode': use ${modes.join(', ')}.`,
    );
  }
  if (!wantsIdToken(parameters)) return undefined;
  if (mode === 'query') {
    return invalidRequest(
      70007,
      "'query' is not a supported value of 'response_mode' when requesting a token.",
    );
  }
  if (!hasScope(scope, 'openid'))
    return unsupported("The response type 'id_token' requires the 'openid' scope.");
  return nonce ? undefined : missingField('nonce');
}

const unsupported = (detail: string): OAuthProblem =>
  oauthProblem('unsupported_response_type', 70005, detail);

function scopeProblem(
  { scope, resource }: AuthorizeParameters,
  version: TokenVersion,
): OAuthProblem | undefined {
  const found = version === 1 ? resource && wantedByResource(resource) : scopesAsked({ scope, resource });
  return found && 'kind' in found ? found : undefined;
}

function scopesAsked({ scope, resource }: Pick<AuthorizeParameters, 'scope' | 'resource'>) {
  if (resource) return resourceUnsupported();
  return scope ? resourceScopes(scope) : missingField('scope');
}

function promptProblem(asked: readonly string[]): OAuthProblem | undefined {
  const unknown = asked.find((prompt) => !prompts.has(prompt));
  if (unknown !== undefined) return invalidRequest(90023, `Unsupported 'prompt' value '${unknown}'.`);
  const contradictory = asked.includes('none') && asked.length > 1;
  return contradictory ? invalidRequest(90023, "The 'prompt' value 'none' stands alone.") : undefined;
}

function challengeProblem(parameters: AuthorizeParameters): OAuthProblem | undefined {
  const { code_challenge: value, code_challenge_method: method } = parameters;
  if (method && method !== 'plain' && method !== 'S256') {
    return invalidRequest(50149, `Invalid Code_Challenge_method parameter '${method}': use S256 or plain.`);
  }
  if (!value)
    return method
      ? invalidRequest(50147, 'There is a code_challenge_method without a code_challenge.')
      : undefined;
  return /^[A-Za-z0-9._~-]{43,128}$/.test(value)
    ? undefined
    : invalidRequest(
        501491,
        'Invalid size of Code_Challenge parameter: it has 43 to 128 unreserved characters.',
      );
}
