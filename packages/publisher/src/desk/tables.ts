import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';
import type { ReceivedEvent } from '../records.ts';
import type { OwedAnswer } from '../webhook/open-answers.ts';

/** A table that scrolls by itself when it is wide; without rows only the words that say so. */
export const table = (caption: string, heads: readonly string[], rows: readonly Markup[]): Markup =>
  rows.length === 0
    ? html`<p class="small">${caption}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

const secondOf = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

const eventRow = ({ receivedAt, action, id, status, verified, answer }: ReceivedEvent): Markup =>
  html`<tr><td>${secondOf(receivedAt)}</td><td>${action ?? 'none'}<br><code>${id ?? ''}</code></td><td>${status ?? ''}</td><td>${verified ? html`<span class="tag on">yes</span>` : html`<span class="tag off">no</span>`}</td><td>${answer}</td></tr>`;

const maxShown = 100;

/** The webhook calls, newest first. */
export const eventsSection = (events: readonly ReceivedEvent[]): Markup =>
  html`<section aria-labelledby="events-title"><h2 id="events-title">Webhook calls</h2>${table(
    events.length === 0 ? 'None received yet.' : `Newest first, at most ${maxShown}`,
    ['Received (UTC)', 'Action', 'Status', 'Verified', 'Answer'],
    events.toReversed().slice(0, maxShown).map(eventRow),
  )}</section>`;

/** Operations whose answer is owed, with buttons that give it; nothing when there are none. */
export function owedSection(
  { account, openAnswers }: House,
  { subscriptionId, back }: { readonly subscriptionId?: string; readonly back: string },
): Markup | undefined {
  const wanted = subscriptionId?.toLowerCase();
  const owed = openAnswers
    .all()
    .filter((answer) => wanted === undefined || answer.subscriptionId.toLowerCase() === wanted);
  const button = (operationId: string, status: string, text: string): Markup =>
    html`<button name="status" value="${status}" class="quiet" aria-label="${text}: ${operationId}">${text}</button>`;
  const item = ({ operationId, action }: OwedAnswer): Markup =>
    html`<li><span><strong>${action}</strong><br><code>${operationId}</code></span><form class="pair" method="post" action="/${account.key}/operations/${encodeURIComponent(operationId)}/answer${back}">${button(operationId, 'Success', 'Accept')}${button(operationId, 'Failure', 'Reject')}</form></li>`;
  return owed.length === 0
    ? undefined
    : html`<section aria-labelledby="owed-title"><h2 id="owed-title">Answers that are owed</h2><ul class="steps">${owed.slice(0, maxShown).map(item)}</ul></section>`;
}
