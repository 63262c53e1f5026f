import { choice, duration, flag, integer } from './setting.ts';

/** Knobs of how publishers are called, and of how long the clock waits for them (SF 4.5). Real time where it says so. */
export const deliverySettings = {
  'webhook.retry.max': integer(500, [1, 10_000], {
    description: 'How often a webhook is tried in all, within `op.deliveryTimeout`.',
    source: 'SF 4.5',
  }),
  'webhook.retry.schedule': choice(['even', 'fixed'], {
    description:
      'Whether tries are spread evenly over `op.deliveryTimeout`, or `webhook.retry.spacing` apart.',
    source: 'SF 4.5',
  }),
  'webhook.retry.spacing': duration('PT180S', {
    description: 'World time between two tries where the schedule is fixed.',
    source: 'SF 4.5',
  }),
  'webhook.realTimeout': duration('PT10S', {
    description: 'Real time that a publisher has to answer one try.',
    source: 'SF 4.5',
    aliases: ['webhook.timeout'],
  }),
  'partnerWebhook.delay': duration('PT0S', {
    description:
      'How long after a change of a subscription its partner is told, where it registered for that.',
    source: 'PC 8.2, PC 12',
    aliases: ['subscriptionUpdatedDelay'],
  }),
  'webhook.delay': duration('PT0S', {
    description: 'World time from what a webhook tells to its first try.',
    source: 'SF 4.5',
  }),
  'webhook.reorder': duration('PT0S', {
    description:
      'World time that every other webhook of a subscription is held up, so that the next one can overtake it.',
    source: 'SF 4.5, F17',
  }),
  'webhook.duplicate': integer(0, [0, 100], {
    description: 'How many calls of the same content come before each call of a webhook that counts.',
    source: 'SF 4.5, F16',
  }),
  'webhook.jwt': choice(
    ['v1', 'v2', 'none', 'expired', 'wrongAud', 'wrongCaller', 'badSignature', 'wrongIssuer'],
    {
      description:
        'The bearer of webhook calls: a token of the first or second version, none, or one with something wrong with it.',
      source: 'SF 4.6, SF 9 C34',
    },
  ),
  'webhook.format': choice(['full', 'legacyStub'], {
    description: 'Whether Renew and Reinstate come in full, or as short as years ago.',
    source: 'SF 4.3',
  }),
  'webhook.renewStub': flag(false, {
    description: 'Whether a bare Subscribe comes before each Renew.',
    source: 'SF 4.3, SF 9 C36',
  }),
  'webhook.suspendSnapshot': choice(['Suspended', 'Subscribed'], {
    description: 'Status of the subscription inside of the webhook that tells of its suspension.',
    source: 'SF 4.3, SF 9 C23',
  }),
  'clock.realGrace': duration('PT2S', {
    description: 'Real time that an advance waits for the answer to an operation before it passes on.',
    source: 'QTY-08',
  }),
  'clock.realBudget': duration('PT60S', {
    description: 'Real time after which an advance stops at its instant and says so.',
    source: 'GEN-03',
  }),
  'ops.patchBeforeReply': choice(['accept', '409'], {
    description: 'What an answer to an operation gets while the reply to its webhook is outstanding.',
    source: 'SF 3.2',
  }),
} as const;
