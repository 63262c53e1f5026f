import { planOf } from '../../catalog/plan-of.ts';
import { pricedIn } from '../../pricing/line-price.ts';
import type { Settings } from '../../settings/registry.ts';
import type { EndReason, SuspensionCause, TermCause } from '../../subscription/subscription.ts';
import { startOf } from '../../time.ts';
import { type Cause, says } from '../explanation.ts';
import { instantText, priceText, rangeText, settingText } from '../words.ts';
import { buyerOf, command, timer } from './parties.ts';
import type { Scene, Tellers } from './teller.ts';

/** The setting by which a suspension ends a subscription. */
export const graceSetting = {
  partner: 'suspend.grace.partner',
  payment: 'suspend.grace.payment',
} as const;

export const graceRule = { partner: 'SUS-06', payment: 'SUS-05' } as const;

const graceText = ({ cause, endsAt }: SuspensionCause, settings: Settings): string =>
  `unless that changes it ends at ${instantText(endsAt)}, by ${settingText(graceSetting[cause], settings)}`;

function suspended({ event: { suspension, at }, before, settings }: Scene<'SubscriptionSuspended'>) {
  const rest = graceText(suspension, settings);
  if (suspension.cause === 'partner')
    return says(`Its partner took access away; ${rest}`, ['SUS-01', 'SUS-03', 'SUS-06'], {
      cause: command('Suspend', buyerOf(before)),
    });
  const atOnce = settings['suspend.onPastDue'] === 'immediate' && !isBoundary({ before, at });
  return says(
    `Its account is past due, so access is off from ${atOnce ? 'now' : 'the end of what is paid for'} on, by ` +
      `${settingText('suspend.onPastDue', settings)}; ${rest}`,
    ['SUS-02', 'BIL-15', 'SUS-05'],
    { cause: timer(atOnce ? 'pastDue' : 'periodEnd') },
  );
}

const isBoundary = ({ before, at }: { readonly before: Scene['before']; readonly at: string }): boolean =>
  before.phase === 'running' && at.startsWith(before.period.end);

/** The two last ones follow from what was said just before: they have no cause of their own. */
const starts: Readonly<Record<TermCause, readonly [text: string, rules: readonly string[], cause?: Cause]>> =
  {
    renewal: ['The term was over and it renewed', ['REN-05', 'REN-11'], timer('termEnd')],
    conversion: ['The trial was over and turned into a paid term', ['BIL-25'], timer('termEnd')],
    planChange: ['The new plan has no trial, so that the paid term began', ['BIL-27']],
    reinstatement: ['The term had ended while access was off, so that a new one began', ['SUS-11', 'SUS-13']],
  };

function termStarted({ event, before }: Scene<'TermStarted'>) {
  const { term, unitPrice, quantity } = event;
  const [text, rules, cause] = starts[event.cause];
  const price = priceText(unitPrice, pricedIn(before));
  return says(
    `${text}: term ${term.number}, ${rangeText(term)}, at ${price}${quantity === undefined ? '' : `, with ${quantity} licences`}`,
    [...rules, ...(quantity === undefined ? [] : ['REN-10']), 'BIL-10'],
    cause && { cause },
  );
}

function periodStarted({ event: { period }, previous }: Scene<'PeriodStarted'>) {
  if (previous?.type === 'SubscriptionReinstated')
    return says(`A period had begun while access was off: ${rangeText(period)}`, ['SUS-10']);
  const instalment = period.instalment === undefined ? '' : `, paid by instalment ${period.instalment}`;
  return says(`The next period began: ${rangeText(period)}${instalment}`, ['BIL-02', 'BIL-04'], {
    cause: timer('periodEnd'),
  });
}

type End = (scene: Scene<'SubscriptionEnded'>) => ReturnType<typeof says>;

const ends: Readonly<Record<EndReason, End>> = {
  cancelled,
  expired,
  activationFailed: () =>
    says(
      'Its activation, which had been accepted, failed: the purchase ended, and nothing was charged',
      ['WHK-06'],
      {
        cause: timer('activation'),
      },
    ),
  suspensionExpired: () =>
    says('Its partner had taken access away and never gave it back: it ended', ['SUS-06'], {
      cause: timer('graceEnd'),
    }),
  nonPayment: () =>
    says('The payment that was missed never came: it ended, without a refund', ['SUS-05'], {
      cause: timer('graceEnd'),
    }),
  pendingExpired: () =>
    says('It was not activated in time: the purchase lapsed, and nothing was charged', ['ACT-14'], {
      cause: timer('pendingExpiry'),
    }),
};

function cancelled({ event, before }: Scene<'SubscriptionEnded'>) {
  const cause = command('Cancel', event.operationId === undefined ? buyerOf(before) : 'publisher');
  if (before.phase === 'pending')
    return says('It was cancelled before it was activated', ['CAN-11'], { cause });
  const inside = before.windowEndsAt !== undefined && event.at < before.windowEndsAt;
  const trial = before.term?.trial === true;
  if (trial) return says('It was cancelled in its trial, and ended at once', ['CAN-12'], { cause });
  return inside
    ? says(
        `It was cancelled before ${instantText(before.windowEndsAt ?? event.at)}, inside the window: it ended at once, with a refund`,
        ['CAN-03', 'CAN-04'],
        { cause },
      )
    : says('It was ended after the window, at once', ['CAN-07', 'CAN-19', 'CAN-20'], { cause });
}

function expired({ event, before, past }: Scene<'SubscriptionEnded'>) {
  if (before.phase !== 'running') return says('It expired', ['REN-06']);
  const renews = before.autoRenew && planOf(before, past.state)?.isRenewable === true;
  if (before.suspension && (renews || event.at !== startOf(before.term.end)))
    return says('Its term had passed while access was off: the cancellation ended it at once', ['CAN-15'], {
      cause: command('Cancel', buyerOf(before)),
    });
  const cause = timer('termEnd');
  if (before.cancelScheduledFor)
    return says('Its term was over: it ended as the cancellation had planned', ['CAN-06'], { cause });
  if (!before.autoRenew)
    return says(
      'Its term was over and auto-renew off: it expired',
      [before.suspension ? 'SUS-12' : 'REN-06'],
      { cause },
    );
  return says('Its term was over and its plan does not renew: it expired', ['REN-07'], { cause });
}

/** Terms, periods, access, and the end. */
export const courseTellers: Tellers<
  | 'SubscriptionSuspended'
  | 'SuspensionCauseAdded'
  | 'SuspensionCauseCleared'
  | 'SubscriptionReinstated'
  | 'TermStarted'
  | 'PeriodStarted'
  | 'SubscriptionEnded'
> = {
  SubscriptionSuspended: suspended,
  SuspensionCauseAdded: ({ event: { cause }, settings }) =>
    says(`A payment was missed too; ${graceText(cause, settings)}`, ['SUS-07', 'SUS-02', 'SUS-05'], {
      cause: timer('periodEnd'),
    }),
  SuspensionCauseCleared: ({ event: { cause }, before }) =>
    cause === 'partner'
      ? says('Its partner gave access back, but a payment is still missing', ['SUS-07'], {
          cause: command('Reactivate', buyerOf(before)),
        })
      : says('The payment arrived, but its partner has not given access back', ['SUS-07'], {
          cause: command('RecordPayment', buyerOf(before)),
        }),
  SubscriptionReinstated: () => says('Access is back', ['SUS-07', 'SUS-09']),
  TermStarted: termStarted,
  PeriodStarted: periodStarted,
  SubscriptionEnded: (scene) => ends[scene.event.reason](scene),
};
