import { stateOf } from '../../subscription/subscription.ts';
import { chaptersOf, type Explanation } from '../explanation.ts';
import type { Past } from '../past.ts';
import { aheadSentences } from './ahead.ts';
import { standingSentences, stateTexts } from './standing.ts';
import { storyOf } from './story.ts';

/** Why a subscription is in its state: what happened, how it stands, what comes next; nothing when there is none. */
export function explainSubscription(id: string, past: Past): Explanation | undefined {
  const subscription = past.state.subscriptions.get(id);
  if (!subscription) return undefined;
  const state = stateOf(subscription);
  return {
    subject: { kind: 'subscription', id },
    headline: `Subscription ${id} is ${stateTexts[state][0]} (${state})`,
    chapters: chaptersOf({
      story: storyOf(id, past),
      now: standingSentences(subscription, past),
      ahead: aheadSentences(subscription, past),
    }),
  };
}
