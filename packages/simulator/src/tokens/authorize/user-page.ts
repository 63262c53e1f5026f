import type { Reply } from '@marketsim/http';
import type { TenantUser } from '../users.ts';
import { hiddenFields, html, type Markup } from './html.ts';
import { pageReply } from './page.ts';
import type { AuthorizeParameters } from './parameters.ts';

/** What the page has to say and to send on. */
export interface UserChoice {
  /** Where the form goes: the address that showed the page. */
  readonly action: string;
  readonly company: string;
  readonly world: string;
  readonly redirectUri: string;
  readonly users: readonly TenantUser[];
  readonly parameters: AuthorizeParameters;
}

const userButton = ({ userName, displayName, may }: TenantUser): Markup =>
  html`<li><button type="submit" name="login_hint" value="${userName}"><strong>${displayName}</strong><span>${userName}</span><span>May: ${may}</span></button></li>
`;

const unknownUser = (hint: string): Markup =>
  html`<p role="alert">There is no user ${hint} in this tenant. These are there:</p>`;

/** Lists the users of a tenant to sign in as; choosing one repeats the request with its name as `login_hint`. */
export function userPage({ action, company, world, redirectUri, users, parameters }: UserChoice): Reply {
  const { login_hint: hint, cancel: _, ...kept } = parameters;
  return pageReply({
    status: 200,
    title: `Sign in to ${company}`,
    body: html`<p>Choose whom to be. There is no password: nobody here is real.</p>
${hint ? unknownUser(hint) : undefined}
<form method="post" action="${action}">
${hiddenFields({ ...kept, marketsim_world: world })}
<ul aria-label="Users">
${users.map(userButton)}
</ul>
<button type="submit" name="cancel" value="yes">Cancel</button>
</form>
<p><small>World ${world}. You go on to ${new URL(redirectUri).origin} afterwards.</small></p>`,
  });
}
