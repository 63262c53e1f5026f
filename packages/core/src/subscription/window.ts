import type { TermChoice } from '../catalog/catalog.ts';
import { declareRules } from '../rule.ts';
import type { SettingId, Settings } from '../settings/registry.ts';
import { durationMs, type Instant, plusMs } from '../time.ts';
import type { Subscription } from './subscription.ts';

export const windowRules = declareRules({
  'CAN-13': {
    says: 'The end of a trial opens no window: that of the order has normally passed by then.',
    parameters: ['cancel.anchor'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'I',
  },
  'CAN-02': {
    says: 'The length of the cancellation window depends on the billing cycle: monthly, annual, or several years upfront.',
    parameters: [
      'cancel.window.monthlyBilled',
      'cancel.window.annualBilled',
      'cancel.window.upfrontMultiYear',
    ],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'CAN-03': {
    says: 'A cancellation is inside the window while now is before the anchor plus the length in elapsed hours; the bound is outside.',
    parameters: ['cancel.anchor'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D/P',
  },
  'CAN-09': {
    says: 'A refund option is shown, with its last instant, while cancelling would refund.',
    parameters: ['cancel.refund'],
    source: 'https://learn.microsoft.com/partner-center/developer/subscription-resources',
    confidence: 'D/P',
  },
  'CAN-14': {
    says: 'A renewal does not open the window again, unless the window is anchored to the term.',
    parameters: ['cancel.anchor'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'I',
  },
});

const lengthSetting = {
  monthly: 'cancel.window.monthlyBilled',
  annual: 'cancel.window.annualBilled',
  oneTime: 'cancel.window.upfrontMultiYear',
  none: 'cancel.window.monthlyBilled',
} as const satisfies Record<Subscription['paidTerm']['billingCycle'], SettingId>;

type Windowed = Pick<Subscription, 'paidTerm'>;

/** The setting by which the cancellation window of a term has its length (CAN-02). */
export const windowSetting = ({ billingCycle }: Pick<TermChoice, 'billingCycle'>): SettingId =>
  lengthSetting[billingCycle];

/** How long the cancellation window of a term stays open, ISO 8601 (CAN-02). */
export const windowLength = (
  { billingCycle }: Pick<TermChoice, 'billingCycle'>,
  settings: Settings,
): string => settings[lengthSetting[billingCycle]];

/** Milliseconds that the cancellation window of a subscription stays open (CAN-02). */
export const windowLengthMs = ({ paidTerm }: Windowed, settings: Settings): number =>
  durationMs(windowLength(paidTerm, settings));

/** The end of the window if `event` is what anchors it in this world, else nothing (CAN-03). */
export const windowFrom = (
  event: Settings['cancel.anchor'],
  at: Instant,
  { subscription, settings }: { readonly subscription: Windowed; readonly settings: Settings },
): Instant | undefined => {
  const anchor = settings['cancel.anchor'];
  const anchors = anchor === event || (anchor === 'termStart' && event === 'T0');
  return anchors ? plusMs(at, windowLengthMs(subscription, settings)) : undefined;
};

/** Whether a cancellation at `now` is inside the window (CAN-03). */
export const inWindow = ({ windowEndsAt }: Pick<Subscription, 'windowEndsAt'>, now: Instant): boolean =>
  windowEndsAt !== undefined && now < windowEndsAt;
