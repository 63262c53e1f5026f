import type { Account } from '../account.ts';
import { html } from './html.ts';
import { note, type Page } from './layout.ts';

/** What somebody sees who comes without a purchase (SF 7). */
export const marketingPage = ({ name }: Account): Page => ({
  status: 200,
  title: `Work better together with ${name}`,
  lead: 'Sold through the commercial marketplace, ready in minutes.',
  body: html`<section aria-labelledby="start"><h2 id="start">How to start</h2>
<p>Buy a plan in the marketplace, then choose <strong>Configure account now</strong> there. The link brings you back here and tells us which purchase is yours.</p></section>
<section aria-labelledby="have"><h2 id="have">You have a subscription already?</h2>
<p>Open it in the marketplace and choose <strong>Manage account</strong>.</p></section>`,
});

/** The link's token is unknown, changed or out of date (SF 2.3, F01, F02). */
export const reopenPage: Page = {
  status: 400,
  title: 'This link cannot be used',
  body: html`${note('bad', 'The link is incomplete, or more than 24 hours old.')}
<section aria-labelledby="again"><h2 id="again">Open it again</h2>
<p>Go to your subscription in the marketplace and choose <strong>Configure account</strong> or <strong>Manage account</strong>. That gives you a new link; nothing that you entered is lost.</p></section>`,
};

/** The marketplace does not let this publisher see the purchase: it was made of another one (SF 1.5, F05). */
export const foreignPage: Page = {
  status: 403,
  title: 'This purchase is not ours',
  body: html`${note('bad', 'The marketplace says that this link belongs to an offer of somebody else, or does not accept our own sign-in.')}
<section aria-labelledby="again"><h2 id="again">What you can do</h2>
<p>Open the link again from your subscription in the marketplace. If you end up here once more, tell us: our application may be registered wrongly there.</p></section>`,
};

/** The marketplace gave no usable answer. */
export const marketplaceDownPage: Page = {
  status: 502,
  title: 'The marketplace does not answer',
  body: html`${note('bad', 'We cannot ask the marketplace about your purchase at the moment. Nothing was changed.')}
<section><p>Please try again in a few minutes.</p></section>`,
};

/** There is no such page or account. */
export const notFoundPage: Page = {
  status: 404,
  title: 'There is nothing here',
  body: html`<section><p>Check the address, or open your subscription from the marketplace.</p></section>`,
};

/** Something went wrong on this side. */
export const brokenPage: Page = {
  status: 500,
  title: 'Something went wrong',
  body: html`${note('bad', 'The page cannot be shown. Please try again.')}`,
};
