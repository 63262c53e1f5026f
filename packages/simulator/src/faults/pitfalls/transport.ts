import type { InterceptAction } from '@marketsim/http';
import { z } from 'zod';
import { declareFault, type RequestStrike } from '../fault-kind.ts';
import { gatewayPage, throttled } from '../generic.ts';
import type { Pitfall } from '../pitfall.ts';

interface Late {
  readonly latencyMs: number;
}

/** In turn: asked too often, no API behind the gateway, no answer at all, a late one. */
function inTurn({ struck, api, parameters }: RequestStrike<Late>): InterceptAction {
  switch (struck % 4) {
    case 0:
      return { kind: 'reply', reply: throttled(api) };
    case 1:
      return { kind: 'reply', reply: gatewayPage };
    case 2:
      return { kind: 'reset' };
    default:
      return { kind: 'delay', ms: parameters.latencyMs };
  }
}

/** What stands between client and marketplace (SF 8 E10). */
export const transportPitfalls: readonly Pitfall[] = [
  {
    id: 'F52',
    kind: 'fault',
    title: 'Throttled, unavailable, cut off, late',
    symptom:
      '429 with Retry-After, then 503 with a page of HTML, then a reset connection, then an answer after 30 seconds',
    correct:
      'waits as Retry-After says, tries again with growing pauses, and takes no body for JSON that does not say so',
    source: "Mona's retries; SF 2.1",
    fault: declareFault({
      does: 'lets the next four calls fail in four ways: 429, 503 with HTML, a reset, latency',
      byDefault: { count: 4 },
      parameters: z.strictObject({ latencyMs: z.int().min(0).max(600_000).default(30_000) }),
      request: { act: inTurn },
    }),
    play: async (stage) => {
      stage.strike({ latencyMs: 1000 });
      for (let calls = 0; calls < 4; calls++) await stage.call('GET', '/api/saas/subscriptions');
    },
  },
];
