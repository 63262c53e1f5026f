/** Short names, as the tables need them, of the refusals that depend on the state alone (RB 14.1). */
export const pend = 'notWhilePending';
export const susp = 'notWhileSuspended';
export const over = 'subscriptionEnded';
export const live = 'alreadyActive';
export const held = 'activationSuspended';
export const real = 'notSandbox';
export const noop = 'operationNotFound';
export const shut = 'operationClosed';
export const late = 'windowPassed';
export const turn = 'statusChangeNotAllowed';
export const theirs = 'publisherChangeNotAllowed';
export const idle = 'resourceNotActive';
export const none = 'invalidDimension';
export const debt = 'refundNotAllowed';
export const sole = 'resellerNotApplicable';
export const off = 'changeNotSupported';
export const once = 'alreadyBought';
