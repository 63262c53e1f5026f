import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';
import type { Decided } from '../webhook/open-answers.ts';
import { type OpenQuestion, type Questions, questionWords } from './questions.ts';
import { deskOf } from './reply.ts';
import { secondOf } from './tables.ts';

/** Which page shows the questions. */
interface Place {
  readonly house: House;
  /** The query by which an answer comes back to that page. */
  readonly back: string;
}

const decisions = [
  ['Success', 'Accept'],
  ['Failure', 'Refuse'],
] as const;

function buttons({ operationId }: OpenQuestion, about: string, { house, back }: Place): Markup {
  const action = `/${house.account.key}/operations/${encodeURIComponent(operationId)}/answer${back}`;
  const button = ([status, text]: (typeof decisions)[number]): Markup =>
    html`<button name="status" value="${status}" class="${status === 'Success' ? '' : 'quiet'}" aria-label="${text}: ${about}">${text}</button>`;
  return html`<form class="pair" method="post" action="${action}">${decisions.map(button)}</form>`;
}

const time = (instant: string): Markup => html`<time datetime="${instant}">${secondOf(instant)}</time>`;

function until({ answerBy, byItself }: OpenQuestion, now: string): Markup {
  const own = byItself
    ? html`<br><span class="small">${byItself.status} by itself at ${time(byItself.at)}</span>`
    : undefined;
  if (answerBy > now)
    return html`<span class="small">Answer before ${time(answerBy)}; then silence decides.</span>${own}`;
  return html`<span class="tag off">Too late</span> <span class="small">The time was over at ${time(answerBy)}: the marketplace will not take an answer any more.</span>${own}`;
}

function item(question: OpenQuestion, now: string, place: Place): Markup {
  const { subscriptionId, operationId, askedAt } = question;
  const words = questionWords(question);
  const link =
    place.back === ''
      ? html`<br><a href="${deskOf(place.house, subscriptionId)}">${subscriptionId}</a>`
      : undefined;
  return html`<li><span><strong>${words}</strong>${link}<br><span class="small">Asked at ${time(askedAt)}, operation <code>${operationId}</code></span><br>${until(question, now)}</span>${buttons(question, `${words}, operation ${operationId}`, place)}</li>`;
}

const decidedItem = (decided: Decided): Markup =>
  html`<li><span>${questionWords(decided)}<br><span class="small">Asked at ${time(decided.askedAt)}, operation <code>${decided.operationId}</code></span></span><span class="tag">${decided.outcome}</span></li>`;

/** What waits for a decision of staff, with the buttons that give it, and how the last ones were decided. */
export function questionsSection({ now, open, decided }: Questions, place: Place): Markup {
  const waiting =
    open.length === 0
      ? html`<p class="small">Nothing. With the behaviour “By hand” changes of plan and licences wait here for an answer.</p>`
      : html`<p class="small">It is ${time(now)} UTC in the marketplace.</p><ul class="steps">${open.map((question) => item(question, now, place))}</ul>`;
  const past =
    decided.length === 0
      ? undefined
      : html`<h3>Decided</h3><ul class="steps">${decided.map(decidedItem)}</ul>`;
  return html`<section aria-labelledby="questions-title"><h2 id="questions-title">Waiting for a decision</h2>${waiting}${past}</section>`;
}
