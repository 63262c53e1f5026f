import { type CommandOf, operationActions, partnerEvents, type SettingValue } from '@marketsim/core';
import { fulfillmentDescription } from '@marketsim/fulfillment';
import { didYouMean, shapeIssues } from '@marketsim/http';
import { partnerCenterContracts } from '@marketsim/partner-center';
import { compact } from '../compact.ts';
import { faultKinds, pitfallOf } from './catalog.ts';
import { type FaultKind, noParameters } from './fault-kind.ts';
import { genericFaults } from './generic.ts';

/** A fault as somebody asks for it. */
export interface FaultWish {
  readonly name: string;
  readonly publisherId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly route?: string | undefined;
  readonly count?: number | undefined;
  readonly probability?: number | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** Why a wish cannot be met; `target` is the member that is wrong. */
interface FaultMisfit {
  readonly target: keyof FaultWish;
  readonly message: string;
}

type Read =
  | { readonly ok: true; readonly command: CommandOf<'SwitchOnFault'> }
  | { readonly ok: false; readonly misfit: FaultMisfit };

/** Endpoints, actions of webhooks and names of APIs, by their names in lower case. */
const routes: ReadonlyMap<string, string> = new Map(
  [
    ...['fulfillment', 'partnerCenter', 'webhooks', ...operationActions],
    ...['partnerWebhooks', ...partnerEvents],
    ...[...fulfillmentDescription.endpoints, ...partnerCenterContracts].map(({ contract }) => contract.id),
  ].map((route) => [route.toLowerCase(), route]),
);

const misfit = (target: keyof FaultWish, message: string): Read => ({
  ok: false,
  misfit: { target, message },
});

/** The command that switches a fault on as it is wished, or what is wrong with the wish. */
export function faultCommand(wish: FaultWish): Read {
  const name = pitfallOf(wish.name)?.id ?? wish.name;
  const kind = faultKinds.get(name);
  if (!kind) return misfit('name', unknownFault(wish.name));
  const given = wish.parameters ?? {};
  const schema = kind.parameters ?? noParameters;
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const words = shapeIssues(schema, given, parsed.error).map(({ path, message }) => `${path}: ${message}`);
    return misfit('parameters', words.join('; '));
  }
  const unfit = unfitFor(kind, wish);
  if (unfit) return misfit(unfit, `${name} ${unfit === 'route' ? 'has no such route' : 'takes none'}`);
  const route = wish.route === undefined ? undefined : routes.get(wish.route.toLowerCase());
  if (wish.route !== undefined && route === undefined)
    return misfit(
      'route',
      `"${wish.route}" is no route${didYouMean(wish.route, [...routes.values()])}; there is ${[...routes.values()].join(', ')}`,
    );
  const { publisherId, subscriptionId, count, probability } = wish;
  const { byDefault = {} } = kind;
  return {
    ok: true,
    command: {
      ...{ type: 'SwitchOnFault', name, parameters: parsed.data as Record<string, SettingValue> },
      scope: compact({ publisherId, subscriptionId: subscriptionId?.toLowerCase(), route }),
      ...byDefault,
      ...compact({ count, probability }),
    },
  };
}

/** The first member of a wish that a fault has no use for: who signs in is a publisher, at one address. */
const unfitFor = ({ signIn }: FaultKind, wish: FaultWish): keyof FaultWish | undefined =>
  signIn && (['subscriptionId', 'route'] as const).find((member) => wish[member] !== undefined);

function unknownFault(name: string): string {
  const pitfall = pitfallOf(name);
  if (!pitfall) {
    const meant = didYouMean(name, Object.keys(genericFaults));
    return `there is no fault "${name}"${meant}; there is ${[...faultKinds.keys()].join(', ')}`;
  }
  const words = pitfall.kind === 'state' ? 'a state of the world' : 'a mistake of the client';
  return `${pitfall.id} is no fault but ${words}: POST /_sim/pitfalls/${pitfall.id}/world prepares it in a world of its own`;
}
