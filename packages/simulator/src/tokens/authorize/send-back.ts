import type { Reply, RequestInfo } from '@marketsim/http';
import { type OAuthProblem, toldOf } from '../oauth-problem.ts';
import { hiddenFields, html } from './html.ts';
import { pageReply } from './page.ts';

/** How an answer gets to the application. */
export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** Where an answer goes. */
export interface ReturnAddress {
  readonly uri: string;
  readonly mode: ResponseMode;
  readonly state: string | undefined;
}

type Answer = Readonly<Record<string, string | undefined>>;

/** Sends somebody back to the application with an answer; members that are undefined are left out. */
export function sendBack({ uri, mode, state }: ReturnAddress, answer: Answer): Reply {
  const told = { ...answer, state };
  if (mode === 'form_post') return postPage(uri, told);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(told)) if (value !== undefined) parameters.append(name, value);
  return {
    status: 302,
    headers: { Location: mode === 'fragment' ? `${uri}#${parameters}` : queried(uri, parameters) },
  };
}

/** The application's own query stays in front. */
function queried(uri: string, parameters: URLSearchParams): string {
  const separator = uri.includes('?') ? (/[?&]$/.test(uri) ? '' : '&') : '?';
  return `${uri}${separator}${parameters}`;
}

const postPage = (uri: string, answer: Answer): Reply =>
  pageReply({
    status: 200,
    title: 'Signing in',
    body: html`<form method="post" action="${uri}">
${hiddenFields(answer)}
<p>You go on to ${new URL(uri).origin}.</p>
<button type="submit">Continue</button>
</form>`,
    script: 'document.forms[0].submit()',
  });

/** Sends a refusal back as Entra does. */
export const sendProblem = (to: ReturnAddress, problem: OAuthProblem, request: RequestInfo): Reply =>
  sendBack(to, { error: problem.error, error_description: toldOf(problem, request).description });
