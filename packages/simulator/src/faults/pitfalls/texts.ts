/** What the fulfillment API says where token, application and subscription do not belong together (SF 8 E1). */
export const forbiddenText =
  'The authorization token is of no use here: it is invalid, or the offer of the subscription was published with another application.';

/** The same where the token says nothing of a service principal (SF 1.4). */
export const withoutPrincipalText =
  'The authorization token is of no use here: its application has no service principal in the tenant.';
