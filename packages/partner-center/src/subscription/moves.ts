import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';

/** A way in which other kinds of subscriptions become another offer (PC 6.7). */
interface Move {
  readonly id: string;
  readonly segment: string;
  /** What it is called, in the plural. */
  readonly name: string;
  readonly access: 'A+U' | 'U';
}

const otherProducts = { why: 'Plans of vendors make no such move.', otherProducts: true } as const;

const pathOf = ({ segment }: Move) =>
  `/v1/customers/:customerId/subscriptions/:subscriptionId/${segment}` as const;

const described = {
  source: 'PC 6.7',
  tag: 'Subscriptions',
  params: subscriptionParams,
  query: z.object({}),
} as const;

/** What a subscription could become: for plans of vendors nothing. */
const targetsOf = (move: Move) =>
  endpoint({
    contract: {
      ...described,
      id: move.id,
      method: 'get',
      path: pathOf(move),
      summary: `List the ${move.name} of a subscription`,
      access: move.access,
      right: 'read',
      replies: {
        200: {
          description: 'None: another plan is bought.',
          schema: collectionSchema(z.never()),
          example: exampleList(
            `/customers/${exampleIds.customer}/subscriptions/${exampleIds.subscription}/${move.segment}`,
          ),
        },
      },
      refusals: subscriptionRefusals,
    },
    locate: subscriptionAt,
    handle: ({ request }) => ({ status: 200, body: collection([], request) }),
  });

/** The move itself, which plans of vendors do not make. */
const moveOf = (move: Move) =>
  endpoint({
    contract: {
      ...described,
      id: `${move.id}.post`,
      method: 'post',
      path: pathOf(move),
      summary: `Make one of the ${move.name} of a subscription`,
      access: move.access,
      right: 'manageSubscription',
      replies: {},
      gaps: [{ status: 200, when: 'the move is made', ...otherProducts }],
      refusals: [
        ...subscriptionRefusals,
        { status: 400, code: 800042, when: 'the offer knows no such move, as here always' },
      ],
    },
    locate: subscriptionAt,
    handle: () =>
      refuseWith(
        commerceFault(400, 800042, `The offer supports no ${move.name}: buy the other plan instead.`),
      ),
  });

const upgrades: Move = { id: 'SUB-10', segment: 'upgrades', name: 'upgrades', access: 'A+U' };
const conversions: Move = {
  ...{ id: 'SUB-10.conversions', segment: 'conversions', name: 'conversions', access: 'U' },
};
const transitions: Move = {
  ...{ id: 'SUB-10.transitions', segment: 'transitions', name: 'transitions', access: 'A+U' },
};
const eligibilities: Move = {
  ...{ id: 'SUB-10.eligibilities', segment: 'transitioneligibilities', name: 'transition eligibilities' },
  access: 'A+U',
};

/** SUB-10: how other kinds of subscriptions change their offer. A change of plan of SaaS means buying the other plan. */
export const moves = [
  ...[upgrades, conversions, transitions, eligibilities].map(targetsOf),
  ...[upgrades, conversions, transitions].map(moveOf),
];
