/** Which form a token has: `appid` and the STS issuer, or `azp` and the v2 issuer (SF 1.4). */
export type TokenVersion = 1 | 2;

/** Who issues tokens of a tenant. */
export const issuerOf = (tenantId: string, version: TokenVersion): string =>
  version === 1
    ? `https://sts.windows.net/${tenantId}/`
    : `https://login.microsoftonline.com/${tenantId}/v2.0`;
