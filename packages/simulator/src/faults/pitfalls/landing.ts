import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';

const undecryptable = {
  code: 'InvalidValue',
  message: 'Failed to decrypt token with either primary or secondary secret',
} as const;

/** The purchase token and the page that it leads to (SF 2.3, 7). */
export const landingPitfalls: readonly Pitfall[] = [
  {
    id: 'F01',
    kind: 'mistake',
    title: 'The purchase token is still percent-encoded, decoded twice, or read from another parameter',
    symptom: '400 InvalidValue from resolve; 400 HeaderNotPresent where nothing was found in the query',
    correct:
      'reads the parameter `token` with what decodes a query once, and puts it into x-ms-marketplace-token as it is',
    source: 'SF 7; azure-docs #26675, #102251',
    play: async (stage) => {
      const id = stage.buy();
      const token = stage.purchaseToken(id);
      await stage.resolve(encodeURIComponent(token));
      await stage.resolve(`${token} `.replace(/[+/=A-Z]/, ' '));
      await stage.resolve(undefined);
      await stage.resolve(token);
    },
  },
  {
    id: 'F02',
    kind: 'state',
    title: 'The purchase token is older than 24 hours',
    symptom: '400 InvalidValue from resolve, for a purchase that is still there',
    correct: 'asks the customer to open the page again from the portal, which makes a fresh token',
    source: 'SF 2.3, 7',
    play: async (stage) => {
      const id = stage.buy();
      const token = stage.purchaseToken(id);
      await stage.advance('PT24H');
      await stage.resolve(token);
      await stage.resolve(stage.purchaseToken(id));
    },
  },
  {
    id: 'F03',
    kind: 'fault',
    title: 'Resolve fails at random, as if the token could not be decrypted',
    symptom:
      '400 InvalidValue with the words of a failed decryption; the same token resolves when it is sent again',
    correct: 'tries again two or three times before it tells the customer that the link is broken',
    source: 'azure-docs #50086',
    fault: declareFault({
      does: 'fails every other resolve on average',
      byDefault: { probability: 0.5 },
      request: {
        routes: ['S1'],
        act: () => ({ kind: 'reply', reply: { status: 400, body: undecryptable } }),
      },
    }),
    play: async (stage) => {
      const token = stage.purchaseToken(stage.buy());
      stage.strike();
      for (let tries = 0; tries < 6; tries++) await stage.resolve(token);
    },
  },
  {
    id: 'F28',
    kind: 'state',
    title: 'Whoever signs in at the landing page is not the one who uses the subscription',
    symptom:
      'beneficiary and purchaser are of two tenants; the signed-in user may be of either, or of a third',
    correct:
      'links the account to the tenant of the beneficiary, and treats the signed-in user as somebody who sets it up',
    source: 'SF 5.5, 7',
    play: async (stage) => {
      const id = stage.buy({ channel: 'csp' });
      await stage.resolve(stage.purchaseToken(id));
    },
  },
  {
    id: 'F29',
    kind: 'state',
    title: '"Manage account" opens the same address as "Configure account"',
    symptom:
      'resolve gives a subscription that is Subscribed already; a page that provisions blindly makes a second account',
    correct: 'looks at saasSubscriptionStatus first and shows the account that it has under the id',
    source: 'azure-docs #79266',
    play: async (stage) => {
      const id = stage.active();
      await stage.resolve(stage.purchaseToken(id));
    },
  },
  {
    id: 'F56',
    kind: 'mistake',
    title: "The address of the landing page has a '#' in it",
    symptom: 'the token stands behind the #, which a browser keeps to itself; marketsim refuses such a world',
    correct: 'registers an address without a fragment and routes on the path',
    source: 'SF 7, life-cycle page',
    play: async (stage) => {
      await stage.control('POST', '/_sim/worlds', {
        name: 'fragment',
        definition: {
          version: 1,
          publishers: [{ alias: 'harbor', name: 'Harbor', landingPageUrl: 'https://harbor.example/#/land' }],
        },
      });
    },
  },
];
