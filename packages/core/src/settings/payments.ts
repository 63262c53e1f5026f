import { choice, duration, integer } from './setting.ts';

/** Knobs of invoices, payments and what follows from a missed one (RB 1.1, 1.2). */
export const paymentSettings = {
  'invoice.netDays': integer(60, [0, 365], {
    description: 'Days from the date of an invoice to the one on which it is due.',
    source: 'BIL-15',
  }),
  payments: choice(['auto', 'manual'], {
    description:
      'Whether each invoice is paid on its due date, or only when somebody records its payment; set back to auto, what is due is paid at once.',
    source: 'RB 14.3, SUS-07',
  }),
  'suspend.onPastDue': choice(['atBoundary', 'immediate'], {
    description:
      'When subscriptions of an account that is past due are suspended: as each comes to a period of its own, or all at once.',
    source: 'SUS-02',
  }),
  'suspend.grace.payment': duration('P30D', {
    description: 'How long a suspension for a missed payment lasts before the subscription ends.',
    source: 'SUS-05',
  }),
  'fee.agency': integer(20, [0, 100], {
    description: 'What the marketplace keeps of what it bills, in percent, on the statement of a publisher.',
    source: 'RB 1.1, BIL-30',
  }),
} as const;
