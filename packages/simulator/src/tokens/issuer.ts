import type { RequestInfo } from '@marketsim/http';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';

/** Which form a token has: `appid` and the STS issuer, or `azp` and the v2 issuer (SF 1.4). */
export type TokenVersion = 1 | 2;

/**
 * Who issues tokens of a tenant. `base` is the simulator's own address, without a slash at its end; without one
 * it is Microsoft's hosts.
 */
export function issuerOf(tenantId: string, version: TokenVersion, base?: string): string {
  if (base !== undefined) return `${base}/${tenantId}/${version === 1 ? '' : 'v2.0'}`;
  return version === 1
    ? `https://sts.windows.net/${tenantId}/`
    : `https://login.microsoftonline.com/${tenantId}/v2.0`;
}

/** What issuers of a world begin with, for a caller who came by this address (setting `auth.issuer`). */
export const issuerBaseOf = (
  { engine }: Pick<SimulatedWorld, 'engine'>,
  { base }: Pick<RequestInfo, 'base'>,
): string | undefined => (engine.state.settings['auth.issuer'] === 'own' ? base : undefined);

/**
 * Whether this is the name of an issuer for the tenant, in the form of either version. By which address the
 * simulator was called when it issued a token cannot be told later, so that any host is taken: the signature says
 * whether a token comes from here.
 */
export function isIssuerOf(issuer: string, tenantId: string): boolean {
  const path = /^https?:\/\/[^/?#]+\/(.+)$/.exec(issuer)?.[1];
  return path === `${tenantId}/` || path === `${tenantId}/v2.0`;
}
