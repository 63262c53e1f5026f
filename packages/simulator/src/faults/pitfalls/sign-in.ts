import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';
import { forbiddenText, withoutPrincipalText } from './texts.ts';

/** Who calls, and with what (SF 1.4, 1.5). */
export const signInPitfalls: readonly Pitfall[] = [
  {
    id: 'F04',
    kind: 'mistake',
    title: 'Bearer token for another resource than the marketplace',
    symptom: '403 on every call of the fulfillment API, its body a JSON string',
    correct:
      'asks for a token of resource 20e940b3-4c77-4b0b-9a53-9e16a1b010a7, with which it replaces the older 62d94f6c-d599-489b-a797-3e10e42fbe22 too',
    source: 'azure-docs #56863, PR 57463',
    play: async (stage) => {
      const token = await stage.token({ audience: 'https://graph.microsoft.com' });
      await stage.call('GET', '/api/saas/subscriptions', { token });
    },
  },
  {
    id: 'F05',
    kind: 'fault',
    title: 'The application of the offer is another one than that of the token',
    symptom:
      '403 on every call although the token is good; the body is a JSON string and breaks parsers that expect an object',
    correct:
      'reads the status before the body, takes any of the shapes of SF 8, and names the application that it signed in with',
    source: 'SaaS Accelerator #607',
    fault: declareFault({
      does: 'answers 403 with a JSON string to every call of the fulfillment API',
      request: {
        concerns: ({ api }) => api === 'fulfillment',
        act: () => ({ kind: 'reply', reply: { status: 403, body: forbiddenText } }),
      },
    }),
    play: async (stage) => {
      stage.strike();
      await stage.call('GET', '/api/saas/subscriptions');
    },
  },
  {
    id: 'F06',
    kind: 'fault',
    title: 'The client secret has expired',
    symptom: 'the token endpoint answers 401 invalid_client; landing page and usage jobs are dead',
    correct:
      'tells a failed sign-in from a refused call, alarms its staff, and renews secrets before they end',
    source: 'mona-saas #103',
    fault: declareFault({
      does: 'refuses every secret of the publisher at the token endpoint',
      signIn: 'expiredSecret',
    }),
    play: async (stage) => {
      stage.strike();
      await stage.signIn();
    },
  },
  {
    id: 'F08',
    kind: 'fault',
    title: 'The application has no service principal in the tenant',
    symptom: '403 although tokens are issued: they have no claim oid',
    correct:
      'consents to the application in its tenant once, and looks for oid in its tokens before it goes live',
    source: 'SaaS Accelerator #699',
    fault: declareFault({
      does: 'answers 403 with a JSON string to every call of the fulfillment API, as where tokens without oid are refused',
      request: {
        concerns: ({ api }) => api === 'fulfillment',
        act: () => ({ kind: 'reply', reply: { status: 403, body: withoutPrincipalText } }),
      },
    }),
    play: async (stage) => {
      stage.strike();
      await stage.call('GET', '/api/saas/subscriptions');
    },
  },
  {
    id: 'F07',
    kind: 'mistake',
    title: 'The word Bearer is missing from the authorization header',
    symptom: '403, as if there were no token (setting auth.missing)',
    correct: 'sends `authorization: Bearer <token>`',
    source: 'azure-docs #33588',
    play: async (stage) => {
      const token = await stage.token();
      await stage.call('GET', '/api/saas/subscriptions', { headers: { authorization: token } });
    },
  },
];
