import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';

/** What a publisher's service knows: where it signs in and calls, who it is, and where its certificate lies. */
interface Told {
  readonly base: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Path of a PEM file with a certificate and its key. */
  readonly certificatePath: string;
  /** Of a landing page. */
  readonly purchaseToken: string;
}

const { base, tenantId, clientId, certificatePath, purchaseToken }: Told = JSON.parse(
  process.argv[2] ?? '{}',
);
const options = { authorityHost: base, disableInstanceDiscovery: true };
const scope = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7/.default';

const resolve = async (credential: ClientSecretCredential | ClientCertificateCredential) => {
  const { token } = await credential.getToken(scope);
  const answer = await fetch(`${base}/api/saas/subscriptions/resolve?api-version=2018-08-31`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-ms-marketplace-token': purchaseToken },
  });
  return { status: answer.status, body: await answer.json() };
};

console.log(
  JSON.stringify({
    secret: await resolve(new ClientSecretCredential(tenantId, clientId, 'any', options)),
    certificate: await resolve(
      new ClientCertificateCredential(tenantId, clientId, { certificatePath }, options),
    ),
  }),
);
