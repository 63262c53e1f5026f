import type { StepState } from '../client/extension.ts';
import type { Subscription } from '../client/resources.ts';
import { html, type Markup } from './html.ts';
import type { FormTarget } from './parts.ts';
import { personWords } from './purchase.ts';

/** Whose steps they are, and where one is marked as done. */
export interface StepsContext {
  readonly subscription: Subscription;
  readonly form: FormTarget;
}

/** Who has to do a step, by name where the marketplace tells it. */
function ownerWords({ owner }: StepState, { purchaser, beneficiary }: Subscription): string {
  if (owner === 'publisher') return 'us';
  const person = personWords(owner === 'partner' ? purchaser : beneficiary);
  return `the ${owner}${person ? `, ${person}` : ''}`;
}

const purposes: { readonly [Purpose in StepState['before']]: string } = {
  activation: 'before the setup is confirmed',
  cancel: 'before the subscription is cancelled',
  quantity: 'before the number of licences is changed',
};

function standing(step: StepState, { form }: StepsContext): Markup {
  const { name, owner, done } = step;
  if (done) return html`<span class="tag on">Done</span>`;
  if (owner === 'publisher') return html`<span class="tag">We are on it</span>`;
  return html`<form method="post" action="${form.action}">${form.hidden}<input type="hidden" name="step" value="${name}"><button class="quiet" aria-label="Mark as done: ${name}">Mark as done</button></form>`;
}

const item = (step: StepState, context: StepsContext): Markup =>
  html`<li><span><strong>${step.name}</strong><br><span class="small">To be done by ${ownerWords(step, context.subscription)}, ${purposes[step.before]}</span></span>
${standing(step, context)}</li>`;

/** A checklist of steps; nothing when there are none. */
export const stepsSection = (
  title: string,
  steps: readonly StepState[],
  context: StepsContext,
): Markup | undefined =>
  steps.length === 0
    ? undefined
    : html`<section aria-labelledby="steps-title"><h2 id="steps-title">${title}</h2>
<ul class="steps">${steps.map((step) => item(step, context))}</ul></section>`;
