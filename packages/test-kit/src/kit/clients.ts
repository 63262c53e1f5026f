import { fulfillmentEndpoints } from '@marketsim/fulfillment';
import { type Client, createClient } from '@marketsim/http';
import { partnerCenterEndpoints } from '@marketsim/partner-center';
import {
  type Application,
  type DevelopmentCaller,
  developmentToken,
  hostEndpointsByName,
  publisherEndpointsByName,
  type SimulatedWorld,
  type Simulator,
  worldEndpointsByName,
} from '@marketsim/simulator';

const controlEndpoints: typeof hostEndpointsByName & typeof worldEndpointsByName = {
  ...hostEndpointsByName,
  ...worldEndpointsByName,
};
const marketplaceEndpoints: typeof fulfillmentEndpoints & typeof publisherEndpointsByName = {
  ...fulfillmentEndpoints,
  ...publisherEndpointsByName,
};

type PartnerCenterClient = Client<typeof partnerCenterEndpoints>;
type MarketplaceClient = Client<typeof marketplaceEndpoints, 'api-version'>;
type ControlClient = Client<typeof controlEndpoints>;

/** Whom a call to Partner Center is made for. */
export interface PartnerCaller {
  /** Alias of the partner; the first direct-bill one unless given. */
  readonly partner?: string;
  /** The role of the user who signed in, or `app` without one; `admin-agent` unless given. */
  readonly as?: Exclude<DevelopmentCaller, 'publisher'>;
}

/** Typed clients of a world, one method for each endpoint; what is refused rejects with `CallRefused`. */
export interface Clients {
  /** Partner Center, for an admin agent of the first direct-bill partner. */
  readonly partnerCenter: PartnerCenterClient;
  partnerCenterFor(caller: PartnerCaller): PartnerCenterClient;
  /** The marketplace as the first publisher sees it, with the simulator's own calls for publishers. */
  readonly marketplace: MarketplaceClient;
  /** The same for a publisher by its alias. */
  marketplaceFor(publisher: string): MarketplaceClient;
  /** The control API. */
  readonly control: ControlClient;
}

/** The clients of one world of a simulator. */
export function clientsOf({ url }: Pick<Simulator, 'url'>, inside: () => SimulatedWorld): Clients {
  const base = (): string => url;
  const bearer = (who: DevelopmentCaller, application: Application) => ({
    authorization: `Bearer ${developmentToken(who, application, inside())}`,
  });
  const partnerCenterFor = ({ partner, as = 'admin-agent' }: PartnerCaller): PartnerCenterClient =>
    createClient(partnerCenterEndpoints, {
      base,
      headers: () => bearer(as, known(inside().directory.partner(partner), 'partner', partner)),
    });
  const marketplaceFor = (publisher?: string): MarketplaceClient =>
    createClient(marketplaceEndpoints, {
      base,
      headers: () =>
        bearer('publisher', known(inside().directory.publisher(publisher), 'publisher', publisher)),
      query: { 'api-version': '2018-08-31' },
    });
  return {
    partnerCenter: partnerCenterFor({}),
    partnerCenterFor,
    marketplace: marketplaceFor(),
    marketplaceFor,
    control: createClient(controlEndpoints, {
      base,
      headers: () => ({ 'x-marketsim-world': inside().name }),
    }),
  };
}

function known(found: Application | undefined, kind: string, alias: string | undefined): Application {
  if (found) return found;
  throw new Error(alias === undefined ? `this world has no ${kind}` : `this world has no ${kind} "${alias}"`);
}
