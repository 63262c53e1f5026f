import type { Engine, State } from '@marketsim/core';
import { type Reply, refuse } from '@marketsim/http';
import { z } from 'zod';
import { apiVersion, versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { continuationAfter, lastSeen } from '../continuation.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { linkBase } from '../links.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { asRead } from '../resources/as-read.ts';
import { subscriptionBody, subscriptionResource } from '../resources/subscription.ts';

const page = z.strictObject({
  subscriptions: z.array(subscriptionResource),
  '@nextLink': z.url().optional(),
});

/** Everything ever bought of the caller, oldest purchase first, page by page (SF 2.4). */
export const list = endpoint({
  contract: {
    id: 'S2',
    method: 'get',
    path: '/api/saas/subscriptions',
    summary: 'List the subscriptions to all offers of the publisher',
    source: 'SF 2.4',
    access: 'publisher',
    tag: 'Subscriptions',
    params: z.object({}),
    query: versionQuery.extend({ continuationToken: z.string().optional() }),
    replies: {
      200: {
        description: 'A page; without a body when there is none and list.empty is emptyBody',
        schema: page.optional(),
        example: examples.page,
      },
    },
    refusals: [{ status: 400, code: 'InvalidValue', when: 'the continuation token is not one of this list' }],
  },
  handle: ({ query, request }, ctx) => {
    const { state } = ctx.engine;
    const all = state.subscriptionsByPublisher.of(ctx.publisher.id);
    if (all.size === 0 && state.settings['list.empty'] === 'emptyBody') return { status: 200 };
    return pageReply(after(query.continuationToken, all), ctx, linkBase(state, request));
  },
});

/** Ids behind the one that the token names: the index only grows at its end, so no insert moves a page. */
function after(token: string | undefined, all: ReadonlySet<string>): Iterable<string> {
  if (token === undefined || token === '') return all;
  const last = lastSeen(token) ?? '';
  return all.has(last) ? behind(last, all) : refuse<FulfillmentProblem>({ code: 'continuationInvalid' });
}

function* behind(last: string, all: ReadonlySet<string>): Iterable<string> {
  let isSeen = false;
  for (const id of all) {
    if (isSeen) yield id;
    else isSeen = id === last;
  }
}

function pageReply(rest: Iterable<string>, { engine }: PublisherContext, base: string): Reply {
  const { state } = engine;
  const found = begun(rest, state.settings['list.pageSize'] + 1);
  const shown = found.slice(0, pageSize(state, found[0]));
  const last = shown.at(-1);
  const more = last !== undefined && found.length > shown.length;
  return read({
    subscriptions: shown.flatMap((id) => bodyOf(id, engine)),
    ...(more && { '@nextLink': nextLink(base, last) }),
  });
}

/** The first few: however long a list is, a page reads no more of it. */
function begun(ids: Iterable<string>, most: number): readonly string[] {
  const found: string[] = [];
  for (const id of ids) {
    if (found.length === most) break;
    found.push(id);
  }
  return found;
}

/** Recorded pages held 66 to 89 of 100 items: how many, the first one decides (SF 2.4, SF 9 C9). */
function pageSize({ settings }: State, first = ''): number {
  const size = settings['list.pageSize'];
  if (!settings['list.jitter']) return size;
  const share = 66 + (Number.parseInt(first.slice(0, 6), 16) % 24);
  return Math.max(1, Math.floor((size * share) / 100));
}

const nextLink = (base: string, last: string): string =>
  `${base}/api/saas/subscriptions/?continuationToken=${continuationAfter(last)}&api-version=${apiVersion}`;

function bodyOf(id: string, engine: Engine): readonly z.output<typeof subscriptionResource>[] {
  const subscription = engine.state.subscriptions.get(id);
  return subscription ? [subscriptionBody(asRead(subscription, engine), engine.state)] : [];
}
