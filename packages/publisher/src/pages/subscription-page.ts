import type { CompanyErrors, CompanyInput } from '../landing/company.ts';
import { emptyCompany } from '../landing/company.ts';
import { boughtLicences, type LandingView, type Stage, stageOf } from '../landing/view.ts';
import { companyForm, companySummary } from './company-form.ts';
import { html, type Markup } from './html.ts';
import { note, type Page } from './layout.ts';
import { licenceDesk } from './licence-desk.ts';
import { boughtOnBehalf, purchaseSection } from './purchase.ts';
import { stepsSection } from './setup-steps.ts';

/** What a form brought back, to be shown beside it. */
export interface Feedback {
  /** The marketplace has just taken the confirmation. */
  readonly activation?: 'accepted';
  readonly message?: { readonly kind: 'good' | 'bad' | 'plain'; readonly text: string };
  readonly company?: { readonly input: CompanyInput; readonly errors: CompanyErrors };
  readonly licences?: { readonly typed: string; readonly error: string };
}

const stageNames: { readonly [S in Stage]: string } = {
  company: 'Company',
  steps: 'Steps',
  licences: 'Licences',
  confirm: 'Confirm',
};

const formTo = ({ house, session }: LandingView, name: string): { action: string; hidden: Markup } => ({
  action: `/${house.account.key}/landing/${name}`,
  hidden: html`<input type="hidden" name="session" value="${session}">`,
});

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

function desk(view: LandingView, { licences }: Feedback): Markup {
  const { subscription, record } = view;
  const bought = boughtLicences(subscription);
  return licenceDesk(formTo(view, 'licences'), { bought, assigned: record.licences, ...licences });
}

function confirmSection(view: LandingView): Markup {
  const { action, hidden } = formTo(view, 'confirm');
  return html`<section aria-labelledby="confirm-title"><h2 id="confirm-title">Confirm the setup</h2>
<p>With the confirmation your service starts, and so does its billing.</p>
<form method="post" action="${action}">${hidden}<button>Confirm the setup</button></form></section>`;
}

const said = ({ message }: Feedback): Markup | undefined =>
  message ? note(message.kind, message.text) : undefined;

/** The page for a purchase that waits for its setup (SF 7, ACT-08 to ACT-12). */
function configurePage(view: LandingView, feedback: Feedback): Page {
  const { house, record, steps, subscription } = view;
  const stage = stageOf(view);
  const input = feedback.company?.input ?? record.company ?? emptyCompany;
  const companyPart = (): Markup | undefined => {
    if (!house.account.setupForm) return undefined;
    if (record.company && !feedback.company) return companySummary(record.company);
    return companyForm(formTo(view, 'company'), input, feedback.company?.errors ?? {});
  };
  const toDo = steps.filter(({ before }) => before === 'activation');
  const licensed = stage === 'licences' || stage === 'confirm';
  return {
    status: feedback.company || feedback.licences ? 400 : 200,
    title: 'Configure your subscription',
    lead: boughtOnBehalf(subscription)
      ? 'A partner bought this for the customer. Whoever of the two is here can finish the setup.'
      : 'Thank you for your purchase. A few steps, and your service is ready.',
    body: html`${progress(view)}${said(feedback)}${purchaseSection(subscription)}${companyPart()}
${stage === 'company' ? undefined : stepsSection(toDo, formTo(view, 'steps'))}
${licensed ? desk(view, feedback) : undefined}${stage === 'confirm' ? confirmSection(view) : undefined}`,
  };
}

/** The page for a running subscription. */
function managePage(view: LandingView, feedback: Feedback): Page {
  const { record, steps, subscription } = view;
  const gates = steps.filter(({ done, before }) => !done || before !== 'activation');
  return {
    status: feedback.licences ? 400 : 200,
    title: 'Manage your subscription',
    lead: 'Your service is active.',
    body: html`${said(feedback)}${purchaseSection(subscription)}${stepsSection(gates, formTo(view, 'steps'))}
${desk(view, feedback)}${record.company ? companySummary(record.company) : undefined}`,
  };
}

/** The page while payment is due: no access, nothing deleted (SF 5.1). */
const suspendedPage = ({ subscription }: LandingView): Page => ({
  status: 200,
  title: 'Your subscription is paused',
  body: html`${note('plain', 'Access is paused because the marketplace suspended the subscription, usually for a payment that is due. Your data is kept, and access returns as soon as the subscription is reinstated.')}${purchaseSection(subscription)}`,
});

/** The page after the end (SF 5.3). */
const endedPage = ({ subscription, record }: LandingView): Page => ({
  status: 200,
  title: 'Your subscription has ended',
  body: html`${note('plain', record.dataKeptUntil ? `Your data is kept for 7 days, until ${record.dataKeptUntil.slice(0, 10)} (UTC).` : 'Your data is kept for 7 days after the end.')}<section><p>To use the service again, buy it anew in the marketplace.</p></section>${purchaseSection(subscription)}`,
});

/** The page for the status that the marketplace shows; the only thing that Configure and Manage differ in (SF 7, F29). */
export function subscriptionPage(view: LandingView, feedback: Feedback): Page {
  const pages: Readonly<Record<string, (view: LandingView, feedback: Feedback) => Page>> = {
    PendingFulfillmentStart: configurePage,
    Subscribed: managePage,
    Suspended: suspendedPage,
    Unsubscribed: endedPage,
  };
  const { saasSubscriptionStatus: status } = view.subscription;
  const page = Object.hasOwn(pages, status) ? pages[status] : undefined;
  if (page) return page(view, feedback);
  const text = `The marketplace shows this subscription as "${status}". There is nothing to do here now.`;
  return {
    status: 200,
    title: 'Your subscription',
    body: html`${note('plain', text)}${purchaseSection(view.subscription)}`,
  };
}
