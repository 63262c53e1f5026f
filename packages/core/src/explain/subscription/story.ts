import type { SubscriptionEventBody } from '../../event.ts';
import { pricedIn } from '../../pricing/line-price.ts';
import { type Sentence, says } from '../explanation.ts';
import type { Past } from '../past.ts';
import { counted, cycleText, instantText, priceText, settingText } from '../words.ts';
import { changeTellers } from './changes.ts';
import { courseTellers } from './course.ts';
import { buyerOf, command } from './parties.ts';
import { setupTellers } from './setup.ts';
import type { Scene, Tellers } from './teller.ts';

const tellers: Tellers<SubscriptionEventBody['type']> = {
  ...setupTellers,
  ...changeTellers,
  ...courseTellers,
};

/** Everything that happened to a subscription, oldest first, with what brought it about. */
export const storyOf = (id: string, past: Past): readonly Sentence[] => [
  ...purchaseOf(id, past),
  ...past.happenedTo(id).map((happened, at, all): Sentence => {
    const scene = { ...happened, previous: all[at - 1]?.event, next: all[at + 1]?.event, past };
    return { ...told(scene), at: happened.event.at };
  }),
];

function told(scene: Scene): Omit<Sentence, 'at'> {
  const teller = tellers[scene.event.type] as (scene: Scene) => Omit<Sentence, 'at'>;
  return teller(scene);
}

function purchaseOf(id: string, { purchases }: Past): readonly Sentence[] {
  const purchase = purchases.get(id);
  if (!purchase) return [];
  const { subscription, at, settings } = purchase;
  const { quantity, skuId, unitPrice, paidTerm, startsWithTrial, lapsesAt, channel } = subscription;
  const price = priceText(unitPrice, pricedIn(subscription));
  const cycle = paidTerm.instalments ? 'the term' : cycleText[paidTerm.billingCycle];
  const cause = command(channel === 'csp' ? 'CheckOutCart' : 'PurchaseDirect', buyerOf(subscription));
  const text =
    `Bought: ${counted(quantity, 'licence')} of plan ${skuId} for ${paidTerm.duration}, ${price} for ${cycle}` +
    `${startsWithTrial ? ', after a trial' : ''}; it lapses at ${instantText(lapsesAt)} unless it is activated, by ` +
    settingText('act.pendingExpiry', settings);
  return [says(text, ['PUR-15', 'ACT-14', ...(startsWithTrial ? ['BIL-24'] : [])], { at, cause })];
}
