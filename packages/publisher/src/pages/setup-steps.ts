import type { StepState } from '../client/extension.ts';
import { html, type Markup } from './html.ts';

const owners: { readonly [Owner in StepState['owner']]: string } = {
  partner: 'the partner',
  customer: 'the customer',
  publisher: 'us',
};

const purposes: { readonly [Purpose in StepState['before']]: string } = {
  activation: 'before the setup is confirmed',
  cancel: 'before the subscription is cancelled',
  quantity: 'before the number of licences is changed',
};

function item(step: StepState, form: { readonly action: string; readonly hidden: Markup }): Markup {
  const { name, owner, before, done } = step;
  const button = html`<form method="post" action="${form.action}">${form.hidden}<input type="hidden" name="step" value="${name}"><button class="quiet" aria-label="Mark as done: ${name}">Mark as done</button></form>`;
  return html`<li><span><strong>${name}</strong><br><span class="small">To be done by ${owners[owner]}, ${purposes[before]}</span></span>
${done ? html`<span class="tag on">Done</span>` : owner === 'publisher' ? html`<span class="tag">We are on it</span>` : button}</li>`;
}

/** The checklist of steps; nothing when there are none. */
export const stepsSection = (
  steps: readonly StepState[],
  form: { readonly action: string; readonly hidden: Markup },
): Markup | undefined =>
  steps.length === 0
    ? undefined
    : html`<section aria-labelledby="steps-title"><h2 id="steps-title">Steps to complete</h2>
<ul class="steps">${steps.map((step) => item(step, form))}</ul></section>`;
