import type { PassedWindow, SubscriptionError } from '../../errors.ts';
import { stateTexts } from '../subscription/standing.ts';
import { counted, instantText, listed } from '../words.ts';
import { type Reason, type Reasons, reason } from './reason.ts';

const hoursPerDay = 24;

const lengthText = (hours: number): string =>
  hours % hoursPerDay === 0 ? `${hours} hours (${counted(hours / hoursPerDay, 'day')})` : `${hours} hours`;

function windowPassed({ windowHours, setting, billingCycle, endedAt, because }: PassedWindow): Reason {
  const ended = endedAt
    ? `The window ended at ${instantText(endedAt)}`
    : 'Nothing has opened a window for a cancellation';
  const length = `billing cycle ${billingCycle} has \`${setting}\`, ${lengthText(windowHours)}`;
  const before = endedAt ? `a cancellation before ${instantText(endedAt)}` : 'a cancellation inside a window';
  return because === 'policy'
    ? reason(
        `${ended}, because ${length}; after it \`cancel.afterWindow\` refuses`,
        ['CAN-08', 'CAN-02', 'CAN-03'],
        `${before}; now switching auto-renew off, which ends it with its term`,
      )
    : reason(
        `${ended}, because ${length}; and charges of the term are still to come`,
        ['CAN-07', 'CAN-02', 'CAN-03'],
        `${before}; or once the last charge of the term is made`,
      );
}

const boundsText = (minimum: number, maximum: number | undefined): string =>
  maximum === undefined
    ? `a whole number of at least ${minimum}`
    : `a whole number from ${minimum} to ${maximum}`;

/** What a state of a subscription, its limits and its policy do not allow. */
export const subscriptionReasons: Reasons<SubscriptionError> = {
  subscriptionNotFound: ({ subscriptionId }) =>
    reason(`There is no subscription ${subscriptionId}`, ['GEN-10'], 'a subscription of this world'),
  staleEtag: ({ subscriptionId, version }) =>
    reason(
      `Subscription ${subscriptionId} is at version ${version}, and that is not what the etag names, or it was missing`,
      ['GEN-08'],
      'the etag of a fresh reading',
    ),
  severalBillingChanges: () =>
    reason(
      'More than one of status, plan and quantity were to change, or an answer came with something else',
      ['GEN-07'],
      'one after the other',
    ),
  notWhilePending: ({ change }) =>
    reason(`${change} needs a subscription that is activated`, ['ACT-12'], 'the same after its activation'),
  notWhileSuspended: ({ change }) =>
    reason(`${change} is not possible while access is off`, ['SUS-04'], 'Reactivate, or Cancel'),
  alreadyActive: ({ state }) =>
    reason(
      `It is ${stateTexts[state][0]} (${state}): it has been activated`,
      ['ACT-17'],
      'nothing needs to be done',
    ),
  activationSuspended: () =>
    reason('It has been activated, and access is off', ['SUS-04', 'SUS-07'], 'Reactivate by its partner'),
  subscriptionEnded: ({ state, endedAt }) =>
    reason(
      `It is ${stateTexts[state][0]} since ${instantText(endedAt)}, and what has ended stays so`,
      ['CAN-18'],
      'a new purchase',
    ),
  statusChangeNotAllowed: ({ from, to, owed = [] }) =>
    owed.length > 0
      ? reason(
          `Access is off because of ${listed(owed)}, which ${owed.length === 1 ? 'is' : 'are'} past due`,
          ['SUS-07', 'BIL-15'],
          'the payment of what is past due, which brings access back by itself',
        )
      : reason(
          `It is ${stateTexts[from][0]} (${from}), from which ${to} does not lead anywhere`,
          ['SUS-03', 'SUS-07'],
          from === 'SU' ? 'Reactivate, or Cancel' : 'Suspend or Cancel while it is active',
        ),
  stepNotFound: ({ name }) =>
    reason(`There is no step "${name}"`, ['ACT-08', 'CAN-10'], 'a step of the subscription'),
  stepsOpen: ({ change, steps }) =>
    reason(
      `${change} waits for the steps of the publisher: ${listed(steps)}`,
      [change === 'AssignLicenses' ? 'ACT-08' : change === 'Cancel' ? 'CAN-10' : 'QTY-18'],
      'the same once they are done; a window is judged then',
    ),
  planMismatch: ({ expected, actual }) =>
    reason(
      `The plan that was bought is ${expected}, not ${actual}`,
      ['ACT-11'],
      `plan ${expected}, or none named`,
    ),
  quantityMismatch: ({ expected, actual }) =>
    reason(`The quantity that was bought is ${expected}, not ${actual}`, ['ACT-10', 'ACT-11'], `${expected}`),
  activationDetailsMissing: ({ missing }) =>
    reason(`\`activation.body\` requires ${missing}`, ['ACT-11'], `the same with ${missing}`),
  quantityOutOfRange: ({ minimum, maximum, asked }) =>
    reason(
      `${asked === undefined ? 'The quantity' : `A quantity of ${asked}`} is outside the limits of the plan`,
      ['QTY-03', 'PUR-11'],
      boundsText(minimum, maximum),
    ),
  quantityNotChangeable: () =>
    reason('A flat-rate plan is bought once', ['QTY-04'], 'quantity 1, which changes nothing'),
  decreaseNotAllowed: ({ asked, quantity, windowEndedAt }) =>
    reason(
      `${asked} is less than ${quantity}, and \`qty.decrease\` = windowOnly allows that only inside the window` +
        (windowEndedAt ? `, which ended at ${instantText(windowEndedAt)}` : ''),
      ['QTY-07', 'CAN-03'],
      `a quantity of at least ${quantity}`,
    ),
  notRenewable: ({ skuId }) =>
    reason(`Plan ${skuId} does not renew`, ['REN-04'], 'auto-renew off, or a plan that renews'),
  refundNotAllowed: ({ state }) =>
    reason(
      `It is ${stateTexts[state][0]} (${state}): nothing has been paid`,
      ['CAN-20'],
      'a paid term that runs',
    ),
  refundOutOfRange: ({ minimum, maximum }) =>
    reason(
      `The term has ${maximum} minor units left to be given back`,
      ['CAN-20'],
      maximum < minimum ? 'nothing: all of it was given back' : `from ${minimum} to ${maximum} minor units`,
    ),
  windowPassed,
  nicknameInvalid: ({ maximumLength }) =>
    reason('The name is empty or too long', ['ACT-19'], `1 to ${maximumLength} characters`),
  changeNotSupported: ({ change }, known) => {
    const setting = change === 'ChangePlan' ? 'plan.changeByCsp' : 'cancel.publisherApprovedRefund';
    const now = known ? ` (now ${known.settings[setting]})` : '';
    return reason(
      `\`${setting}\` does not allow ${change}`,
      [change === 'ChangePlan' ? 'PLN-01' : 'CAN-20'],
      `the same with \`${setting}\` = true${now}`,
    );
  },
  notSandbox: () =>
    reason(
      'Only a sandbox account activates without the publisher',
      ['ACT-16'],
      'the activation by the publisher',
    ),
  publisherChangeNotAllowed: () =>
    reason(
      'A partner sold it, so that its publisher can change neither plan nor quantity, nor end it',
      ['QTY-17', 'CAN-19'],
      'the same by the partner, or by the publisher for what a customer bought itself',
    ),
};
