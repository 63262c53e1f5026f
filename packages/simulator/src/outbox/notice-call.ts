import { createPrivateKey, sign } from 'node:crypto';
import { durationMs, type PartnerEvent, type PartnerNotice, type Settings } from '@marketsim/core';
import { privateDevelopmentKey } from '../tokens/development-key.ts';
import type { Reply } from './attempt.ts';
import { sendWebhook } from './send.ts';

/** Where the certificate is found against which partners check signatures, below the simulator's own address. */
export const certificatePath = '/certificates/partner-center-webhook.pem';

/** The real service's address: what a world that is not served has in its place. */
const realBase = 'https://api.partnercenter.microsoft.com';

const resourceNames: Readonly<Record<PartnerEvent, string>> = {
  'test-created': 'test',
  'subscription-updated': 'subscription',
  'invoice-ready': 'invoice',
};

/** A notice as it is sent (PC 8.2). `base` is the address of the API, without a slash at its end. */
const bodyOf = ({ event, resourcePath, changedAt }: PartnerNotice, base: string): string =>
  JSON.stringify({
    EventName: event,
    ResourceUri: `${base}${resourcePath}`,
    ResourceName: resourceNames[event],
    AuditUri: null,
    ResourceChangeUtcDate: changedAt.replace('Z', '+00:00'),
  });

/** RSA, PKCS#1 v1.5, SHA-256, over the bytes of the body (PC 8.2). */
const signatureOf = (body: string): string =>
  sign('sha256', Buffer.from(body), createPrivateKey({ key: privateDevelopmentKey, format: 'jwk' })).toString(
    'base64',
  );

/** Tells a partner once. Never rejects. */
export function callPartner(
  notice: PartnerNotice,
  {
    baseUrl,
    settings,
    stop,
  }: { readonly baseUrl: string; readonly settings: Settings; readonly stop: AbortSignal },
): Promise<Reply> {
  const base = baseUrl || realBase;
  const body = bodyOf(notice, base);
  const headers = {
    [notice.signatureInOwnHeader ? 'x-ms-signature' : 'authorization']: `Signature ${signatureOf(body)}`,
    'x-ms-certificate-url': `${base}${certificatePath}`,
    'x-ms-signature-algorithm': 'rsa-sha256',
  };
  const timeoutMs = durationMs(settings['webhook.realTimeout']);
  return sendWebhook({ url: notice.webhookUrl, headers, body, timeoutMs, stop });
}
