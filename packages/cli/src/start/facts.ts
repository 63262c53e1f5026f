import { closestPolicy } from '@marketsim/core';
import { accountsOf, hostedAddress } from '@marketsim/simulator';
import type { BannerFacts, BannerPublisher } from './banner.ts';
import type { Serving } from './serve.ts';

/** What to tell beyond what can be seen from outside. */
interface Known {
  readonly auth: 'development' | 'strict';
  /** Alias of the publisher in whose place an own app is. */
  readonly ownAlias: string | undefined;
  readonly dataFolder: string | undefined;
}

/** Makes the default world and looks at it. */
export async function bannerFacts(
  { simulator, publisher: mock }: Serving,
  { auth, ownAlias, dataFolder }: Known,
): Promise<BannerFacts> {
  const world = await simulator.worlds.require();
  const publishers: readonly BannerPublisher[] = accountsOf(world, auth).publishers;
  const own = publishers.find(({ alias }) => alias === ownAlias);
  const { mode, now } = world.clock.view();
  const isMock = ({ landingPageUrl }: BannerPublisher): boolean =>
    mock !== undefined && landingPageUrl.startsWith(`${mock.url}/`);
  return {
    ...{ url: simulator.url, auth, clock: { mode, now }, dataFolder },
    policy: closestPolicy(world.engine.state.settings),
    ...(simulator.tls && { tls: simulator.tls }),
    ...(mock && { mock: { url: mock.url, pid: mock.pid, publishers: publishers.filter(isMock) } }),
    ...(own && { own: { ...own, landingPage: hasLanding(own) } }),
  };
}

/** The address that history knows the mock publisher by leads nowhere when that is not there. */
const hasLanding = ({ alias, landingPageUrl }: BannerPublisher): 'there' | 'none' =>
  landingPageUrl === hostedAddress(alias, 'landing') ? 'none' : 'there';
