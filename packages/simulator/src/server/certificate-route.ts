import type { RequestHandler } from 'express';

/** Answers the certificate against which partners check the signatures of their webhooks (PC 8.2). */
export const certificateRoute: RequestHandler = async (_, response) => {
  // Only whoever checks signatures waits for the library.
  const { webhookCertificate } = await import('../tls/webhook-certificate.ts');
  response.type('application/x-pem-file').send(await webhookCertificate());
};
