import type { StepState } from '../client/extension.ts';
import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';

const purposes: readonly (readonly [StepState['before'], string])[] = [
  ['cancel', 'cancelling'],
  ['quantity', 'changing the number of licences'],
  ['activation', 'the setup is confirmed'],
];

const wordsFor = (before: StepState['before']): string =>
  purposes.find(([name]) => name === before)?.[1] ?? before;

const owners: readonly StepState['owner'][] = ['customer', 'partner', 'publisher'];

const option = (value: string, text: string): Markup => html`<option value="${value}">${text}</option>`;

/** The steps of a subscription with the means to complete them, and the form that requires one more (CAN-10). */
export function stepsForm(house: House, subscriptionId: string, steps: readonly StepState[]): Markup {
  const at = `/${house.account.key}/subscriptions/${encodeURIComponent(subscriptionId)}/steps`;
  const done = (name: string): Markup =>
    html`<form method="post" action="${at}/${encodeURIComponent(name)}/complete"><button class="quiet" aria-label="Complete: ${name}">Complete</button></form>`;
  const item = (step: StepState): Markup =>
    html`<li><span><strong>${step.name}</strong><br><span class="small">${step.owner}, before ${wordsFor(step.before)}</span></span>${step.done ? html`<span class="tag on">Done</span>` : done(step.name)}</li>`;
  return html`<section aria-labelledby="steps-title"><h2 id="steps-title">Steps before a change</h2>
${steps.length === 0 ? html`<p class="small">None is required.</p>` : html`<ul class="steps">${steps.map(item)}</ul>`}
<form method="post" action="${at}"><h3>Require a step</h3>
<div class="field"><label for="name">What is to be done</label><input id="name" name="name" required maxlength="100" autocomplete="off"></div>
<div class="fields"><div class="field"><label for="owner">By whom</label><select id="owner" name="owner">${owners.map((owner) => option(owner, owner))}</select></div>
<div class="field"><label for="before">Before</label><select id="before" name="before">${purposes.map(([value, text]) => option(value, text))}</select></div></div>
<button>Require the step</button></form></section>`;
}
