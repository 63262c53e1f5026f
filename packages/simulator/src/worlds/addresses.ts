import type { Engine } from '@marketsim/core';
import type { Addresses } from '../outbox/outbox.ts';
import { type HostedPage, hostedAddress } from '../publishers/hosted-address.ts';
import { hostedPage } from '../publishers/publisher-host.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the publishers of a world are found, and as whom they are called. */
export function addressesOf(
  { name, engine }: { readonly name: string; readonly engine: Engine },
  { webhookTokens, publisherHost, baseUrl }: Surroundings,
): Addresses {
  const real = (url: string, publisherId: string, page: HostedPage): string =>
    publisherHost && url === hostedAddress(publisherId, page)
      ? hostedPage(publisherHost, { world: name, publisherId, page })
      : url;
  return {
    baseUrl,
    landingPageOf: ({ landingPageUrl, publisherId }) => real(landingPageUrl, publisherId, 'landing'),
    webhookOf: ({ webhookUrl = '', publisherId }) => real(webhookUrl, publisherId, 'webhook'),
    tokenFor: async (publisherId, { 'auth.issuer': issuer, 'webhook.jwt': form }) => {
      const publisher = engine.state.publishers.get(publisherId);
      if (!publisher) throw new Error(`there is no publisher ${publisherId}`);
      return form === 'none'
        ? undefined
        : webhookTokens.for(publisher, { form, issuerBase: issuer === 'own' ? baseUrl() : undefined });
    },
  };
}
