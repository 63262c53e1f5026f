import { html, type Markup } from '../pages/html.ts';
import type { ReceivedEvent } from '../records.ts';

/** A table that scrolls by itself when it is wide; without rows only the words that say so. */
export const table = (caption: string, heads: readonly string[], rows: readonly Markup[]): Markup =>
  rows.length === 0
    ? html`<p class="small">${caption}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

/** An instant to the second, as people read it. */
export const secondOf = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

const eventRow = ({ receivedAt, toldAt, action, id, status, verified, answer }: ReceivedEvent): Markup =>
  html`<tr><td title="${secondOf(receivedAt)} by the machine's clock">${secondOf(toldAt ?? receivedAt)}</td><td>${action ?? 'none'}<br><code>${id ?? ''}</code></td><td>${status ?? ''}</td><td>${verified ? html`<span class="tag on">yes</span>` : html`<span class="tag off">no</span>`}</td><td>${answer}</td></tr>`;

const maxShown = 100;

/** The webhook calls, newest first. */
export const eventsSection = (events: readonly ReceivedEvent[]): Markup =>
  html`<section aria-labelledby="events-title"><h2 id="events-title">Webhook calls</h2>${table(
    events.length === 0 ? 'None received yet.' : `Newest first, at most ${maxShown}`,
    ['World time (UTC)', 'Action', 'Status', 'Verified', 'Answer'],
    events.toReversed().slice(0, maxShown).map(eventRow),
  )}</section>`;
