import { type LandingView, type Stage, stageOf } from '../landing/view.ts';
import { companySummary } from './company-form.ts';
import type { Feedback } from './feedback.ts';
import { html, type Markup } from './html.ts';
import type { Page } from './layout.ts';
import { columns, companyPart, deskPart, formTo, said, statusFor } from './parts.ts';
import { boughtOnBehalf, purchaseSection } from './purchase.ts';
import { stepsSection } from './steps-section.ts';

const stageNames: { readonly [S in Stage]: string } = {
  company: 'Company',
  steps: 'Steps',
  licences: 'Licences',
  confirm: 'Confirm',
};

function progress(view: LandingView): Markup {
  const { house, steps } = view;
  const names: readonly Stage[] = [
    ...(house.account.setupForm ? (['company'] as const) : []),
    ...(steps.some(({ before, owner }) => before === 'activation' && owner !== 'publisher')
      ? (['steps'] as const)
      : []),
    'licences',
    'confirm',
  ];
  const current = names.indexOf(stageOf(view));
  const item = (name: Stage, index: number): Markup => {
    if (index === current) return html`<li aria-current="step">${index + 1}. ${stageNames[name]}</li>`;
    return html`<li${index < current ? html` class="done"` : undefined}>${index + 1}. ${stageNames[name]}${index < current ? ' (done)' : ''}</li>`;
  };
  return html`<ol class="progress" aria-label="Setup">${names.map(item)}</ol>`;
}

function confirmSection(view: LandingView): Markup {
  const { action, hidden } = formTo(view, 'confirm');
  return html`<section aria-labelledby="confirm-title"><h2 id="confirm-title">Confirm the setup</h2>
<p>With the confirmation your service starts, and so does its billing.</p>
<form method="post" action="${action}">${hidden}<button>Confirm the setup</button></form></section>`;
}

/** The page for a purchase that waits for its setup (SF 7, ACT-08 to ACT-12). What is to be done now comes first. */
export function configurePage(view: LandingView, feedback: Feedback): Page {
  const { record, steps, subscription } = view;
  const stage = stageOf(view);
  const toDo = steps.filter(({ before }) => before === 'activation');
  const stepsPart = stepsSection('Steps to complete', toDo, { subscription, form: formTo(view, 'steps') });
  const asked = stage === 'company' || feedback.company !== undefined;
  const work = [
    asked ? companyPart(view, feedback) : undefined,
    stage === 'confirm' ? confirmSection(view) : undefined,
    stage === 'licences' || stage === 'confirm' ? deskPart(view, feedback) : undefined,
    stage === 'company' ? undefined : stepsPart,
  ];
  const summary = record.company && !asked ? companySummary(record.company) : undefined;
  return {
    status: statusFor(feedback),
    title: 'Configure your subscription',
    lead: boughtOnBehalf(subscription)
      ? 'A partner bought this for the customer. Whoever of the two is here can finish the setup.'
      : 'Thank you for your purchase. A few steps, and your service is ready.',
    body: html`${progress(view)}${said(feedback)}${columns(html`${work}`, html`${purchaseSection(subscription)}${summary}`)}`,
  };
}
