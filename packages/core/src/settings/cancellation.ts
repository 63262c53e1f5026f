import { choice, duration, flag } from './setting.ts';

/** Knobs of cancellation (RB 1.1, section 9). */
export const cancellationSettings = {
  'cancel.window.monthlyBilled': duration('PT24H', {
    description: 'How long a subscription billed monthly can be cancelled with a refund.',
    source: 'RB 1.1, CAN-02',
    aliases: ['cancellation.monthly'],
  }),
  'cancel.window.annualBilled': duration('PT336H', {
    description: 'How long a subscription billed once a year can be cancelled with a refund.',
    source: 'RB 1.1, CAN-02',
    aliases: ['cancellation.annual'],
  }),
  'cancel.window.upfrontMultiYear': duration('PT336H', {
    description: 'How long a subscription of several years paid upfront can be cancelled with a refund.',
    source: 'RB 1.1, CAN-02',
  }),
  'cancel.anchor': choice(['orderedAt', 'T0', 'termStart'], {
    description: 'What the cancellation window is counted from: the order, the activation, or each term.',
    source: 'RB 1.1, CAN-03',
    aliases: ['cancellation.windowStart'],
  }),
  'cancel.afterWindow': choice(['schedule', 'terminate', 'refuse'], {
    description:
      'What a cancellation after the window does: end with the term, end at once unpaid, or nothing.',
    source: 'RB 1.1, CAN-06..08',
    aliases: ['cancellation.afterWindow'],
  }),
  'cancel.refund': choice(['full', 'prorated'], {
    description:
      'What a cancellation inside the window gives back: every licence line, or only the days left.',
    source: 'RB 1.1, CAN-04, CAN-21',
  }),
  'cancel.beforeActivation': choice(['accept', 'refuse'], {
    description: 'Whether a partner can cancel what is not activated yet.',
    source: 'PC 6.5, CAN-11',
  }),
  'cancel.publisherApprovedRefund': flag(false, {
    description: 'Whether a publisher can give money back after the window, which ends the subscription.',
    source: 'RB 1.1, CAN-20',
  }),
} as const;
