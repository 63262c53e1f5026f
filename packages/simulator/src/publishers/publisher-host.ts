import { callFailure } from '../fetch-failure.ts';
import type { Appointments } from '../outbox/appointments.ts';
import { WorldError } from '../worlds/world-error.ts';
import { type HostedPage, hostedAddress } from './hosted-address.ts';

/** The mock publisher, as worlds use it. */
export interface PublisherHost {
  /** Such as `http://127.0.0.1:4601`. */
  readonly url: string;
  /** Opens an account for each publisher of a world that has no address of its own, or brings it up to date. */
  attach(world: HostedWorld): Promise<void>;
  /** Tells them what they have put off in a world that stands: what has been done once is not done again. */
  remind(world: RemindingWorld): Promise<void>;
  /** Closes the accounts of a world. */
  detach(world: HostedWorld): Promise<void>;
}

/** What the mock publisher has to know of a world. */
interface HostedWorld {
  readonly name: string;
  readonly identified: {
    readonly publishers: readonly {
      readonly alias: string;
      readonly name: string;
      readonly tenantId: string;
      readonly applicationId: string;
      readonly clientSecret?: string | undefined;
      readonly landingPageUrl?: string | undefined;
    }[];
  };
}

/** A world whose publishers may have put something off. */
interface RemindingWorld extends HostedWorld {
  readonly outbox: { readonly parts: { readonly appointments: Pick<Appointments, 'all'> } };
}

type HostedPublisher = HostedWorld['identified']['publishers'][number];

/** Where a page is for a world. */
export const hostedPage = (
  host: Pick<PublisherHost, 'url'>,
  {
    world,
    publisherId,
    page,
  }: { readonly world: string; readonly publisherId: string; readonly page: HostedPage },
): string => `${host.url}/${world}/${publisherId}/${page}`;

/** Real milliseconds that a mock publisher has to take note of an account. */
const patienceMs = 10_000;

/** Secret of applications that may show any. */
const anySecret = 'mock-publisher';

/**
 * A mock publisher that listens at `url`, in this process or another. It learns over HTTP whom it stands in for; the
 * accounts it gets call the simulator at `simulatorUrl`. What it has not answered when `ended` is aborted counts as failed.
 */
export function publisherHostAt(url: string, simulatorUrl: () => string, ended: AbortSignal): PublisherHost {
  const call = async (method: 'PUT' | 'POST' | 'DELETE', key: string, body?: object): Promise<void> => {
    const response = await fetch(`${url}/accounts/${key}`, {
      method,
      signal: AbortSignal.any([ended, AbortSignal.timeout(patienceMs)]),
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    }).catch((error: unknown) => {
      throw unreachable(url, callFailure(error));
    });
    const text = await response.text();
    // An account that is gone already needs no closing; one that cannot be opened is somebody else's address.
    const absent = method === 'DELETE' && response.status === 404;
    if (!response.ok && !absent) throw unreachable(url, `${response.status} ${text}`);
  };
  const each = async (
    world: HostedWorld,
    act: (publisher: HostedPublisher) => Promise<void>,
  ): Promise<void> => {
    await Promise.all(world.identified.publishers.filter(isHosted).map(act));
  };
  return {
    url,
    attach: (world) =>
      each(world, (publisher) =>
        call('PUT', `${world.name}/${publisher.alias}`, accountOf(publisher, world.name, simulatorUrl())),
      ),
    remind: (world) =>
      each(world, async ({ alias }) => {
        const all = world.outbox.parts.appointments.all();
        const own = all.flatMap(({ publisherId, ...put }) => (publisherId === alias ? [put] : []));
        if (own.length > 0) await call('POST', `${world.name}/${alias}/appointments`, { appointments: own });
      }),
    detach: (world) => each(world, ({ alias }) => call('DELETE', `${world.name}/${alias}`)),
  };
}

const isHosted = ({ alias, landingPageUrl }: HostedPublisher): boolean =>
  landingPageUrl === hostedAddress(alias, 'landing');

const accountOf = (publisher: HostedPublisher, world: string, simulator: string): object => ({
  name: publisher.name,
  tenantId: publisher.tenantId,
  applicationId: publisher.applicationId,
  clientSecret: publisher.clientSecret ?? anySecret,
  authority: simulator,
  marketplace: simulator,
  extension: `${simulator}/_sim/publisher`,
  idle: `${simulator}/_sim/publisher/idle`,
  clock: `${simulator}/_sim/clock`,
  headers: { 'x-marketsim-world': world },
});

const unreachable = (url: string, why: string): WorldError =>
  new WorldError('publisherUnreachable', `the mock publisher at ${url} does not take accounts: ${why}`);
