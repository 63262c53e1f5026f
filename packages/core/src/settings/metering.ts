import { choice, duration, flag, integer } from './setting.ts';

/** Knobs of metered usage (RB 1.2, SF appendix A). */
export const meteringSettings = {
  'meter.maxAge': duration('PT24H', {
    description:
      'How long after its instant use can be reported; never before the month that was billed last.',
    source: 'MET-03, MET-07',
    aliases: ['metering.window'],
  }),
  'meter.batchMax': integer(25, [1, 1000], {
    description: 'Most events of one report.',
    source: 'MET-05',
  }),
  'meter.keyIncludesDimension': flag(true, {
    description: 'Whether each dimension has its own event per hour, or all of a subscription share one.',
    source: 'MET-04, RB 17 C19',
    aliases: ['metering.hourKey'],
  }),
  'metering.foreignBatch': choice(['item', 'whole'], {
    description:
      "What another publisher's subscription in a batch brings: a refusal of its event, or of the whole batch.",
    source: 'SF 6.2, SF 9 C39',
  }),
  'metering.inactiveStatus': choice(['ResourceNotActive', 'ResourceNotFound'], {
    description: 'Status of use of a subscription that is known but not active at its instant.',
    source: 'SF 6.2, SF 9 C40',
  }),
  'metering.reconDelay': duration('PT24H', {
    description: 'How long after its last event the use of a day counts as processed.',
    source: 'SF 6.4',
  }),
} as const;
