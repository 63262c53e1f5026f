import type { Contract } from '@marketsim/http';
import { z } from 'zod';
import { signInEndpoint } from './sign-in-api.ts';
import { usersOf } from './users.ts';

const common = { ver: z.string(), cloud_instance_name: z.string(), cloud_audience_urn: z.string() };

const realm = {
  id: 'TOK-11',
  method: 'get',
  path: '/common/userrealm/:user',
  summary: 'Who checks the password of a user',
  source: 'PC 1.2',
  tag: 'Sign-in',
  params: z.object({ user: z.string() }),
  query: z.object({ 'api-version': z.string().optional() }),
  refusals: [],
  replies: {
    200: {
      description: 'Entra itself, of users in the domain of a partner; of others nobody.',
      schema: z.discriminatedUnion('account_type', [
        z.object({ ...common, account_type: z.literal('Managed'), domain_name: z.string() }),
        z.object({ ...common, account_type: z.literal('Unknown') }),
      ]),
    },
  },
} as const satisfies Contract;

const cloud = {
  ver: '1.0',
  cloud_instance_name: 'microsoftonline.com',
  cloud_audience_urn: 'urn:federation:MicrosoftOnline',
};

const domainOf = (userName: string): string => userName.slice(userName.indexOf('@') + 1).toLowerCase();

/** TOK-11: what MSAL and ADAL ask before they send a password. No domain is federated here. */
export const readRealm = signInEndpoint({
  contract: realm,
  handle: async ({ params: { user } }, { worlds }) => {
    const domain = domainOf(user);
    const [holder] = await worlds.holding((directory) =>
      directory.partners.some((partner) =>
        usersOf(directory, partner).some(({ userName }) => domainOf(userName) === domain),
      ),
    );
    if (!holder) return { status: 200, body: { ...cloud, account_type: 'Unknown' as const } };
    await holder.durable();
    return { status: 200, body: { ...cloud, account_type: 'Managed' as const, domain_name: domain } };
  },
});
