import type { SubscriptionEvent } from '../../event.ts';
import type { Subscription } from '../../subscription/subscription.ts';
import { windowSetting } from '../../subscription/window.ts';
import { says } from '../explanation.ts';
import type { Past } from '../past.ts';
import { instantText, listed, rangeText, settingText } from '../words.ts';
import { buyerOf, command, timer } from './parties.ts';
import type { Scene, Tellers } from './teller.ts';

/** What a step stands before, and the rule of it. */
export const beforeText = {
  activation: 'the activation',
  cancel: 'a cancellation',
  quantity: 'a change of the quantity',
} as const;
export const stepRules = { activation: 'ACT-08', cancel: 'CAN-10', quantity: 'QTY-18' } as const;

const isAutomatic = ({ event, past }: { readonly event: SubscriptionEvent; readonly past: Past }): boolean =>
  past
    .happenedTo(event.subscriptionId)
    .some(({ event: other }) => other.type === 'SubscriptionActivated' && other.automatic === true);

/** Whether the confirmation alone assigned the licences (ACT-13). */
const comesWithSetup = ({ event, before, next, past }: Scene<'LicensesAssigned'>): boolean =>
  next?.type === 'ActivationConfirmed' &&
  next.seq === event.seq + 1 &&
  past.state.publishers.get(before.publisherId)?.reportsLicenseAssignment !== true;

function activated({ event, before, settings, previous }: Scene<'SubscriptionActivated'>) {
  const { term, period, windowEndsAt = before.windowEndsAt } = event;
  const setting = settingText(windowSetting(before.paidTerm), settings);
  const window = windowEndsAt
    ? `; it can be cancelled with a refund before ${instantText(windowEndsAt)}, by ${setting} from ` +
      `\`cancel.anchor\` = ${settings['cancel.anchor']}`
    : '';
  const text =
    `It was activated and billing began: ${term.trial ? 'a trial' : `term ${term.number}`} of ` +
    `${rangeText(term)}, first period ${rangeText(period)}${term.trial ? '' : window}`;
  const cause = isPutOff(before)
    ? timer('activation')
    : event.automatic
      ? command('CheckOutCart', 'marketplace')
      : command(previous?.type === 'LicensesAssigned' ? 'AssignLicenses' : 'ConfirmActivation', 'publisher');
  return says(text, ['ACT-12', 'GEN-05', ...(term.trial ? ['BIL-24'] : ['CAN-02', 'CAN-03'])], { cause });
}

/** Whether it was accepted before, and comes about only now. */
const isPutOff = (before: Subscription): boolean =>
  before.phase === 'pending' && before.activation !== undefined;

function putOff({ event: { activation }, settings }: Scene<'ActivationPutOff'>) {
  const setting = settingText('activation.outcome', settings);
  const text =
    activation.outcome === 'stuck'
      ? `Its activation was accepted, and nothing comes of it, by ${setting}`
      : `Its activation was accepted; what comes of it shows at ${instantText(activation.at)}, by ${setting} and ` +
        settingText('activation.delay', settings);
  return says(text, ['ACT-12'], { cause: command('ConfirmActivation', 'publisher') });
}

/** From the purchase to the activation, and the steps and names in between. */
export const setupTellers: Tellers<
  | 'PurchaseTokenIssued'
  | 'PurchaseResolved'
  | 'LicensesAssigned'
  | 'ActivationPutOff'
  | 'ActivationConfirmed'
  | 'SubscriptionActivated'
  | 'StepRequired'
  | 'StepCompleted'
  | 'NicknameChanged'
  | 'SupportContactChanged'
  | 'ResellerChanged'
> = {
  PurchaseTokenIssued: ({ event, before, settings }) =>
    says(
      `A link to the publisher was made; its token is good until ${instantText(event.expiresAt)}, by ` +
        settingText('act.tokenTtl', settings),
      ['ACT-04'],
      { cause: command('GetActivationLink', buyerOf(before)) },
    ),
  PurchaseResolved: () =>
    says('The publisher resolved the purchase token', ['ACT-05'], {
      cause: command('ResolveToken', 'publisher'),
    }),
  ActivationPutOff: putOff,
  LicensesAssigned: (scene) =>
    says(`All licences are assigned: ${scene.before.quantity}`, ['ACT-10', 'ACT-13'], {
      cause: isAutomatic(scene)
        ? command('CheckOutCart', 'marketplace')
        : command(comesWithSetup(scene) ? 'ConfirmActivation' : 'AssignLicenses', 'publisher'),
    }),
  ActivationConfirmed: (scene) =>
    says('The setup is confirmed', ['ACT-11'], {
      cause: isAutomatic(scene)
        ? command('CheckOutCart', 'marketplace')
        : command('ConfirmActivation', 'publisher'),
    }),
  SubscriptionActivated: activated,
  StepRequired: ({ event: { step } }) =>
    says(
      `The publisher requires the step "${step.name}" of the ${step.owner} before ${beforeText[step.before]}`,
      [stepRules[step.before]],
      { cause: command('RequireStep', 'publisher') },
    ),
  StepCompleted: ({ event, before }) => {
    const purposes = (before.steps ?? [])
      .filter(({ name }) => name === event.name)
      .map((step) => step.before);
    return says(
      `The step "${event.name}" is done, which stood before ${listed(purposes.map((one) => beforeText[one]))}`,
      purposes.map((one) => stepRules[one]),
      { cause: command('CompleteStep', 'publisher') },
    );
  },
  NicknameChanged: ({ event, before }) =>
    says(`Its name is "${event.friendlyName}", before it was "${before.friendlyName}"`, ['ACT-19'], {
      cause: command('SetNickname', buyerOf(before)),
    }),
  SupportContactChanged: ({ event: { supportContact }, before }) =>
    says(`Support is given by ${supportContact.name}`, [], {
      cause: command('SetSupportContact', buyerOf(before)),
    }),
  ResellerChanged: ({ event: { reseller } }) =>
    reseller.kind === 'reseller'
      ? says(`The reseller ${reseller.mpnId} is on record from here on`, ['MPN-01', 'MPN-05'], {
          cause: command('SetReseller', 'partner'),
        })
      : says('No reseller is on record any more; lines show -1', ['MPN-04', 'MPN-05'], {
          cause: command('SetReseller', 'partner'),
        }),
};
