import type { RequestInfo, VerifiedToken, World } from '@marketsim/http';

/** The other worlds in which the application of a token stands for a publisher; none where the caller names one. */
export type OtherWorlds = (
  token: VerifiedToken,
  asked: { readonly request: RequestInfo; readonly world: World },
) => Iterable<World>;

/** What a call is about, as far as it says so. */
type About = {
  readonly subscriptionId?: string | undefined;
  readonly operationId?: string | undefined;
  readonly purchaseToken?: string | undefined;
};

const inPath = /\/subscriptions\/([0-9a-f-]{36})(?:\/operations\/([0-9a-f-]{36}))?/i;
const inUsage = /"resourceId"\s*:\s*"([0-9a-f-]{36})"/i;

/** By path, by the token of a landing page, or by the use that is reported: a batch is where its first event is. */
function aboutOf({ path, method, body, header }: RequestInfo): About {
  const named = inPath.exec(path);
  if (named) return { subscriptionId: named[1]?.toLowerCase(), operationId: named[2]?.toLowerCase() };
  if (method !== 'POST') return {};
  const purchaseToken = header('x-ms-marketplace-token')?.trim();
  return { purchaseToken, subscriptionId: inUsage.exec(body)?.[1]?.toLowerCase() };
}

function isIn({ engine: { state } }: World, { subscriptionId, operationId, purchaseToken }: About): boolean {
  const { subscriptions, operations, tokens } = state;
  return (
    (subscriptionId === undefined || subscriptions.has(subscriptionId)) &&
    (operationId === undefined || operations.has(operationId)) &&
    (purchaseToken === undefined || tokens.has(purchaseToken))
  );
}

/**
 * The world of what a call is about: that of its token, unless it is not there and another one of the same application
 * has it. An app that is called from several worlds has one token, and knows of none.
 */
export function worldOfCall(
  token: VerifiedToken,
  asked: { readonly request: RequestInfo; readonly world: World },
  others: OtherWorlds,
): World {
  const about = aboutOf(asked.request);
  if (isIn(asked.world, about)) return asked.world;
  for (const other of others(token, asked)) if (isIn(other, about)) return other;
  return asked.world;
}
