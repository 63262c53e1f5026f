/** What the fulfillment API says where token, application and subscription do not belong together (SF 8 E1). */
export const forbiddenText =
  'The authorization token is of no use here: it is invalid, or the offer of the subscription was published with another application.';
