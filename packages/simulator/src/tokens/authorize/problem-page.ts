import type { Reply, RequestInfo } from '@marketsim/http';
import { type OAuthProblem, toldOf } from '../oauth-problem.ts';
import { html, type Markup } from './html.ts';
import { pageReply } from './page.ts';

/** A problem that cannot be told to the application, because where it is reached is not known for sure. */
export const renderProblemPage = (problem: OAuthProblem, request: RequestInfo): Reply =>
  pageReply({
    status: problem.status,
    title: 'Sign-in is not possible',
    body: html`<p role="alert">${toldOf(problem, request).description}</p>${adviceOn(problem)}`,
  });

const adviceOn = ({ status }: OAuthProblem): Markup | undefined =>
  status < 500 ? html`\n<p>The application that sent you here has to change its request.</p>` : undefined;
