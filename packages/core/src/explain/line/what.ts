import type { ChargeType } from '../../billing/charge.ts';
import type { TermCause } from '../../subscription/subscription.ts';
import { type Sentence, says } from '../explanation.ts';
import type { LineMade } from '../past.ts';
import { rangeText } from '../words.ts';

type Wording = readonly [text: string, rules: readonly string[]];

const renewals: Readonly<Record<TermCause, Wording>> = {
  renewal: ['The term was over and renewed: the first charge of the next one', ['REN-05', 'BIL-04']],
  conversion: ['The trial was over: the first charge of what it turned into', ['BIL-25', 'BIL-04']],
  planChange: ['A plan without trial ended the trial', ['BIL-27', 'BIL-04']],
  reinstatement: [
    'The term had ended while access was off: a new one began with the reinstatement',
    ['SUS-11', 'SUS-13', 'BIL-04'],
  ],
};

const firstCharge = ({ subscription, termCause }: LineMade): Wording => {
  if (subscription.phase !== 'pending' && subscription.term?.trial)
    return ['The trial began, which costs nothing', ['BIL-24']];
  return termCause === 'planChange'
    ? renewals.planChange
    : ['It was activated, and its first period is charged in advance', ['ACT-12', 'BIL-04']];
};

function cycleCharge({ charge, subscription }: LineMade): Wording {
  const period = subscription.phase === 'pending' ? undefined : subscription.period;
  if (period && charge.start > period.start)
    return ['A period had begun while access was off: its days from the reinstatement on', ['SUS-10']];
  return period?.instalment === undefined
    ? ['The next period of the running term, charged in advance', ['BIL-02', 'BIL-04']]
    : ['The next instalment of the running term', ['BIL-31', 'BIL-04']];
}

const pairOf = (
  made: LineMade,
  { back, charged }: { readonly back: string; readonly charged: string },
): string => (made.charge.parentId === undefined ? charged : back);

const changed = (made: LineMade, what: string): Wording => [
  pairOf(made, {
    back: `${what}: the old quantity is credited for the days left`,
    charged: `${what}: the new quantity is charged for the days left`,
  }),
  ['QTY-12', 'QTY-11'],
];

const cancelled = (made: LineMade): Wording => {
  const { subscription, settings } = made;
  const trial = subscription.phase !== 'pending' && subscription.term?.trial === true;
  return trial
    ? ['The trial was cancelled', ['CAN-12']]
    : [
        `It was cancelled inside the window, with \`cancel.refund\` = ${settings['cancel.refund']}`,
        [settings['cancel.refund'] === 'full' ? 'CAN-04' : 'CAN-21', 'CAN-03'],
      ];
};

const wordings: Readonly<Record<ChargeType, (made: LineMade) => Wording>> = {
  new: firstCharge,
  renew: ({ termCause = 'renewal' }) => renewals[termCause],
  cycleCharge,
  addQuantity: (made) => changed(made, 'Licences were added'),
  removeQuantity: (made) => changed(made, 'Licences were taken away'),
  convert: (made) => [
    pairOf(made, {
      back: 'The plan was changed: the days left of the old one are credited',
      charged: 'The plan was changed: the days left are charged at the price of the new one',
    }),
    ['PLN-05'],
  ],
  cancel: cancelled,
  cancelImmediate: (made) => {
    const [text, rules] = cancelled(made);
    return [`${text}; the plan is metered, so the line has a kind of its own`, [...rules, 'CAN-16']];
  },
  customerCredit: () => ['After the window its publisher gave money back', ['CAN-20']],
  usage: () => ['Metered use of a calendar month, billed after it', ['MET-09', 'MET-08']],
};

/** What brought a line about, and which days it is for. */
export function whatSentences(made: LineMade): readonly Sentence[] {
  const { charge } = made;
  const [text, rules] = wordings[charge.type](made);
  const { type, createdAt, parentId } = charge;
  return [
    says(`${text} (\`${type}\`)`, [...rules, 'BIL-23'], { at: createdAt }),
    says(`It is for ${rangeText(charge)}, both days included`, ['GEN-02', 'GEN-05']),
    ...(parentId === undefined ? [] : [says(`It takes back from line ${parentId}`, ['GEN-13'])]),
  ];
}
