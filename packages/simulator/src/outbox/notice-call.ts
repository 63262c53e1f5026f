import { createPrivateKey, sign } from 'node:crypto';
import { durationMs, type PartnerEvent, type PartnerNotice, type Settings } from '@marketsim/core';
import type { NoticeChange } from '../faults/fault-kind.ts';
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

/** With what a partner is told. */
interface Telling {
  readonly baseUrl: string;
  readonly settings: Settings;
  readonly stop: AbortSignal;
}

/** A try that is due, and what faults make of it. */
export interface NoticeTrial {
  readonly notice: PartnerNotice;
  readonly change: NoticeChange;
}

/** Tells a partner, as far as faults let it. Never rejects. */
export async function tellPartner(trial: NoticeTrial, telling: Telling): Promise<Reply> {
  const { before = 0, deaf, nowhere } = trial.change;
  if (nowhere !== undefined) return { kind: 'failed', reason: nowhere };
  for (let n = 0; n < before; n++) await callPartner(trial, telling);
  const reply = await callPartner(trial, telling);
  return deaf !== undefined && reply.kind === 'answered' ? { kind: 'failed', reason: deaf } : reply;
}

/** Calls a partner once. Never rejects. */
function callPartner(
  { notice, change: { signature } }: NoticeTrial,
  { baseUrl, settings, stop }: Telling,
): Promise<Reply> {
  const base = baseUrl || realBase;
  const body = bodyOf(notice, base);
  const signed = signature === 'wrong' ? `${body} ` : body;
  const headers = {
    ...(signature !== 'none' && {
      [notice.signatureInOwnHeader ? 'x-ms-signature' : 'authorization']: `Signature ${signatureOf(signed)}`,
    }),
    'x-ms-certificate-url': `${base}${certificatePath}`,
    'x-ms-signature-algorithm': 'rsa-sha256',
  };
  const timeoutMs = durationMs(settings['webhook.realTimeout']);
  return sendWebhook({ url: notice.webhookUrl, headers, body, timeoutMs, stop });
}
