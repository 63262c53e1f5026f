import type { Subscription } from '../client/resources.ts';
import { html, type Markup } from './html.ts';

const units: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month', Y: 'year' };

/** A term such as `P1M` in words; one that is not understood is shown as it is (F14). */
function termWords(unit: string): string {
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(unit) ?? [];
  const word = letter ? units[letter] : undefined;
  return count && word ? `${count} ${word}${count === '1' ? '' : 's'}` : unit;
}

type Party = Subscription['beneficiary'];
/** A person by e-mail address, else by tenant; empty when neither is told. */
export const personWords = (party: Party): string => party?.emailId || party?.tenantId || '';

/** Somebody else pays: the purchase came through a reseller (SF 5.5, F27). */
export const boughtOnBehalf = ({ beneficiary, purchaser }: Subscription): boolean =>
  Boolean(beneficiary?.tenantId && purchaser?.tenantId && beneficiary.tenantId !== purchaser.tenantId);

/** A row of a description list. */
export const row = (name: string, value: string | number | Markup): Markup =>
  html`<dt>${name}</dt><dd>${value}</dd>`;

const dayOf = (instant: string): string => instant.slice(0, 10);

/** What has ended does not renew, whatever its flag says (F39). */
function termRows({ term, autoRenew, saasSubscriptionStatus }: Subscription): readonly Markup[] {
  const renews = saasSubscriptionStatus === 'Unsubscribed' ? undefined : autoRenew;
  const { termUnit, startDate, endDate } = term ?? {};
  return [
    ...(termUnit ? [row('Term', termWords(termUnit))] : []),
    ...(startDate && endDate ? [row('Runs from', dayOf(startDate)), row('Last day', dayOf(endDate))] : []),
    ...(renews === undefined ? [] : [row('Renews', renews ? 'automatically' : 'no')]),
  ];
}

/** What was bought, for whom, by whom. */
export function purchaseSection(subscription: Subscription): Markup {
  const { name, offerId, planId, quantity, beneficiary, purchaser } = subscription;
  const resold = boughtOnBehalf(subscription);
  return html`<section aria-labelledby="purchase">
<h2 id="purchase">Your purchase</h2>
<dl>
${name ? row('Subscription', name) : undefined}
${row('Offer', offerId)}
${row('Plan', planId)}
${row('Licences', quantity ?? 'flat rate')}
${termRows(subscription)}
${row('For', personWords(beneficiary) || 'not told')}
${row('Bought by', personWords(purchaser) || 'not told')}
</dl>
${resold ? html`<p class="small">${personWords(purchaser)} is a partner who buys this on behalf of ${personWords(beneficiary)}. Changes are made through the partner.</p>` : undefined}
</section>`;
}
