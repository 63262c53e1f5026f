import { refuse } from '@marketsim/http';
import { resourceOf } from '../audiences.ts';
import { isSharedTenant } from '../find-application.ts';
import { issueToken } from '../issue-token.ts';
import { issuerBaseOf } from '../issuer.ts';
import { invalidRequest, missingField, type OAuthProblem, oauthProblem } from '../oauth-problem.ts';
import { unknownResource, withoutSignIn } from '../scopes.ts';
import { callerOf, type Issued, secondsOf, type TokenCall } from './token-call.ts';

/** An app-only token (PC 1.1, SF 1.4); refuses in the order in which Entra does. */
export async function grantToApplication(call: TokenCall): Promise<Issued> {
  const { context, request, tenant, version } = call;
  if (isSharedTenant(tenant)) {
    const detail = `The grant type is not supported over the /${tenant} endpoint. Use a tenant-specific endpoint.`;
    refuse<OAuthProblem>(invalidRequest(9001023, detail));
  }
  const { world, application } = await callerOf(call);
  const audience = audienceOf(call);
  const issuedAt = secondsOf(context);
  const issuerBase = issuerBaseOf(world, request);
  const accessToken = await issueToken({
    version,
    application,
    audience,
    world: world.name,
    issuedAt,
    issuerBase,
  });
  return { issuedAt, audience, accessToken };
}

function audienceOf({ version, form: { resource, scope } }: TokenCall): string {
  if (version === 2) return scope ? audienceOfScope(scope) : refuse<OAuthProblem>(missingField('scope'));
  return resource ? knownResource(resource) : refuse<OAuthProblem>(missingField('resource'));
}

const knownResource = (text: string): string =>
  resourceOf(text) ?? refuse<OAuthProblem>(unknownResource(text));

function audienceOfScope(scope: string): string {
  const suffix = '/.default';
  const [named = '', ...others] = withoutSignIn(scope);
  if (named.endsWith(suffix) && others.length === 0) return knownResource(named.slice(0, -suffix.length));
  const detail = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`;
  return refuse<OAuthProblem>(oauthProblem('invalid_scope', 1002012, detail));
}
