import { companyMissing, type LandingView } from '../landing/view.ts';
import { companySummary } from './company-form.ts';
import { configurePage } from './configure-page.ts';
import type { Feedback } from './feedback.ts';
import { gatesSection } from './gates.ts';
import { html, type Markup } from './html.ts';
import { note, type Page } from './layout.ts';
import { columns, companyPart, deskPart, formTo, said, statusFor } from './parts.ts';
import { purchaseSection } from './purchase.ts';

const gatesOf = (view: LandingView): Markup | undefined =>
  gatesSection(view.steps, { subscription: view.subscription, form: formTo(view, 'steps') });

/** The page for a running subscription; one that nobody set up still asks for the company (SF 5.4, F53). */
function managePage(view: LandingView, feedback: Feedback): Page {
  const { record, subscription } = view;
  const company = companyMissing(view) ? companyPart(view, feedback) : undefined;
  const summary = record.company ? companySummary(record.company) : undefined;
  return {
    status: statusFor(feedback),
    title: 'Manage your subscription',
    lead: 'Your service is active.',
    body: html`${said(feedback)}${columns(html`${gatesOf(view)}${company}${deskPart(view, feedback)}`, html`${purchaseSection(subscription)}${summary}`)}`,
  };
}

/** The page while payment is due: no access, nothing deleted (SF 5.1). */
const suspendedPage = (view: LandingView, feedback: Feedback): Page => ({
  status: 200,
  title: 'Your subscription is paused',
  body: html`${said(feedback)}${note('plain', 'Access is paused because the marketplace suspended the subscription, usually for a payment that is due. Your data is kept, and access returns as soon as the subscription is reinstated.')}${gatesOf(view)}${purchaseSection(view.subscription)}`,
});

/** The page after the end (SF 5.3). */
const endedPage = ({ subscription, record }: LandingView, feedback: Feedback): Page => ({
  status: 200,
  title: 'Your subscription has ended',
  body: html`${said(feedback)}${note('plain', record.dataKeptUntil ? `Your data is kept for 7 days, until ${record.dataKeptUntil.slice(0, 10)} (UTC).` : 'Your data is kept for 7 days after the end.')}<section><p>To use the service again, buy it anew in the marketplace.</p></section>${purchaseSection(subscription)}`,
});

const otherPage = ({ subscription }: LandingView, feedback: Feedback): Page => {
  const text = `The marketplace shows this subscription as "${subscription.saasSubscriptionStatus}". There is nothing to do here now.`;
  return {
    status: 200,
    title: 'Your subscription',
    body: html`${said(feedback)}${note('plain', text)}${purchaseSection(subscription)}`,
  };
};

const pages: ReadonlyMap<string, (view: LandingView, feedback: Feedback) => Page> = new Map([
  ['PendingFulfillmentStart', configurePage],
  ['Subscribed', managePage],
  ['Suspended', suspendedPage],
  ['Unsubscribed', endedPage],
]);

/** The page for the status that the marketplace shows; the only thing that Configure and Manage differ in (SF 7, F29). */
export function subscriptionPage(view: LandingView, feedback: Feedback): Page {
  const page = pages.get(view.subscription.saasSubscriptionStatus) ?? otherPage;
  return page(view, feedback);
}
