import { marketplaceAudience } from './audiences.ts';
import { developmentKeyId } from './development-key.ts';
import { issuerOf } from './issuer.ts';
import { signingKeys } from './signing-keys.ts';
export interface WebhookTokens {
  for(
    publisher: { readonly tenantId: string; readonly applicationId: string },
    issuerBase?: string,
  ): Promise<string>;
}
export function createWebhookTokens({ wallClock }: { readonly wallClock: () => number }): WebhookTokens {
  const kept = new Map<string, Promise<string>>();
  return {
    for({ tenantId, applicationId }) {
      const known = kept.get(applicationId);
      if (known) return known;
      const sign = async () => {
        const [{ SignJWT }, { privateKey }] = await Promise.all([import('jose'), signingKeys()]);
        const at = Math.floor(wallClock() / 1000);
        return new SignJWT({ appid: marketplaceAudience, tid: tenantId, ver: '1.0' })
          .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: developmentKeyId })
          .setIssuer(issuerOf(tenantId, 1))
          .setAudience(applicationId)
          .setIssuedAt(at)
          .setNotBefore(at)
          .setExpirationTime(at + 3600)
          .sign(privateKey);
      };
      const made = sign();
      kept.set(applicationId, made);
      return made;
    },
  };
}
