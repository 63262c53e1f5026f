import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Subscription } from '../client/resources.ts';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';
import type { Feedback } from '../pages/feedback.ts';
import { document, type Page } from '../pages/layout.ts';
import {
  foreignPage,
  marketingPage,
  marketplaceDownPage,
  notFoundPage,
  reopenPage,
} from '../pages/notices.ts';
import { subscriptionPage } from '../pages/subscription-page.ts';
import { requireOwnSteps } from '../steps/steps.ts';
import { forms } from './forms.ts';
import type { LandingView } from './view.ts';
import { landingView, viewOfSession } from './view-of.ts';

/** Sends a page of an account. */
export const sendPage = (res: Response, page: Page, owner: string): void => {
  res.status(page.status).type('html').send(document(page, owner));
};

/** What a refusal of the resolve call is about: the link, whose it is, or nothing that can be known (SF 1.5, F05). */
const pageFor = (status: number): Page => {
  if (status === 400 || status === 404) return reopenPage;
  return status === 403 ? foreignPage : marketplaceDownPage;
};

const tries = 3;

/** A good token is refused now and then as if it could not be decrypted (F03). */
async function patiently(resolve: () => Promise<Outcome<Subscription>>): Promise<Outcome<Subscription>> {
  let resolved = await resolve();
  for (let n = 1; n < tries && !resolved.ok && resolved.status === 400; n += 1) resolved = await resolve();
  return resolved;
}

/** `GET /{world}/{publisher}/landing?token=`: who comes with which purchase (SF 7). */
export async function openLanding(house: House, req: Request, res: Response): Promise<void> {
  const { account, marketplace, sessions } = house;
  const token = z.string().min(1).safeParse(req.query['token']);
  if (!token.success) return sendPage(res, marketingPage(account), account.name);
  // A token holds no blank: one stands for a plus sign that lost its encoding on the way (SF 7).
  const resolved = await patiently(() => marketplace.resolve(token.data.replaceAll(' ', '+')));
  if (!resolved.ok) {
    house.environment.log(`${account.key} landing: resolve answered ${resolved.status}`);
    return sendPage(res, pageFor(resolved.status), account.name);
  }
  const session = sessions.open(resolved.value.id);
  await requireOwnSteps(house, resolved.value);
  const view = await landingView(house, session, resolved.value);
  sendPage(res, subscriptionPage(view, {}), account.name);
}

/** After a confirmation that is still under way the page says so instead of asking again. */
function withProgress(feedback: Feedback, after: LandingView): Feedback {
  const active = after.subscription.saasSubscriptionStatus === 'Subscribed';
  if (feedback.activation !== 'accepted' || active) return feedback;
  const text =
    'The setup is confirmed. The marketplace is still activating the subscription; look again in a few minutes.';
  return { ...feedback, message: { kind: 'plain', text } };
}

const sessionBody = z.object({ session: z.string() });

/** `POST /{world}/{publisher}/landing/{form}`: one form, then the page as it stands after it. */
export async function postLanding(house: House, req: Request, res: Response): Promise<void> {
  const { name } = house.account;
  const form = forms.get(String(req.params['form']));
  if (!form) return sendPage(res, notFoundPage, name);
  const body = sessionBody.safeParse(req.body);
  const before = body.success ? await viewOfSession(house, body.data.session) : undefined;
  if (!body.success || !before) return sendPage(res, reopenPage, name);
  if (!before.ok) return sendPage(res, marketplaceDownPage, name);
  const feedback = await form(before.value, req.body);
  const after = await viewOfSession(house, body.data.session);
  if (!after?.ok) return sendPage(res, marketplaceDownPage, name);
  sendPage(res, subscriptionPage(after.value, withProgress(feedback, after.value)), name);
}
