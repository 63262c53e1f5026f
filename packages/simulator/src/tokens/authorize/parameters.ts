import { z } from 'zod';

const text = z.string().optional();

/** What an application can send along with somebody who shall sign in; further parameters are ignored. */
export const authorizeParameters = z.object({
  client_id: text,
  redirect_uri: text,
  response_type: text,
  response_mode: text,
  resource: text,
  scope: text,
  state: text,
  nonce: text,
  prompt: text,
  login_hint: text,
  code_challenge: text,
  code_challenge_method: text,
  client_info: text,
  marketsim_world: text.describe("World of several with the same tenant; not Microsoft's."),
  cancel: text.describe("Sent by the page when nobody wants to sign in; not Microsoft's."),
});

/** What an application, or the page that it led to, sends along. */
export type AuthorizeParameters = z.output<typeof authorizeParameters>;
