/** What may stand in a step for one value. */
interface ParameterWords {
  /** What the step's code is given. */
  readonly means: string;
  readonly en: string;
  readonly sv: string;
}

/** A parameter of step texts that Cucumber does not bring along. */
export interface StepParameter {
  readonly about: string;
  readonly words: readonly ParameterWords[];
  /** What else may stand there and is taken as it is: a regular expression without groups. */
  readonly pattern?: string;
}

const word = (means: string, en: string, sv: string): ParameterWords => ({ means, en, sv });
const same = (means: string): ParameterWords => word(means, means, means);

/** Every such parameter by the name that it has in braces. */
export const stepParameters: Readonly<Record<string, StepParameter>> = {
  customer: {
    about: 'a customer of the world, by its alias or by what is special about it',
    words: [
      word('customer-2', 'the customer without agreement', 'kunden utan avtal'),
      word('customer-3', "the provider's customer", 'leverantörens kund'),
    ],
    pattern: 'customer-\\d+',
  },
  reseller: { about: 'an indirect reseller of the world, by its alias', words: [], pattern: 'reseller-\\d+' },
  plan: {
    about: "a plan: one of the table's, or any of the catalog by its `planId`",
    words: [
      word('monthly', 'monthly', 'månadsplanen'),
      word('annual', 'annual', 'årsplanen'),
      word('year-by-the-month', 'year-by-the-month', 'årsplanen med månadsbetalning'),
      word('two-year', 'two-year', 'tvåårsplanen'),
      word('flat-rate', 'flat-rate', 'fastprisplanen'),
      word('trial', 'trial', 'provplanen'),
    ],
    pattern: '[\\w-]+',
  },
  partner: {
    about: 'who sells',
    words: [
      word('direct', 'direct-bill partner', 'direktfaktureringspartnern'),
      word('provider', 'indirect provider', 'den indirekta leverantören'),
    ],
  },
  role: {
    about: "a role of the partner's users",
    words: [
      word('admin-agent', 'Admin agent', 'administratörsagenten'),
      word('global-admin', 'Global admin', 'den globala administratören'),
      word('sales-agent', 'Sales agent', 'försäljningsagenten'),
      word('helpdesk-agent', 'Helpdesk agent', 'supportagenten'),
      word('billing-admin', 'Billing admin', 'faktureringsadministratören'),
    ],
  },
  party: {
    about: 'whose turn it is',
    words: [
      word('partner', 'partner', 'partnern'),
      word('customer', 'customer', 'kunden'),
      word('publisher', 'publisher', 'utgivaren'),
    ],
  },
  change: {
    about: 'what has to wait',
    words: [
      word('activation', 'activation', 'aktivering'),
      word('cancel', 'cancel', 'uppsägning'),
      word('quantity', 'quantity', 'antalsändring'),
    ],
  },
  switch: {
    about: 'whether something is in force',
    words: [word('on', 'on', 'på'), word('off', 'off', 'av')],
  },
  presence: { about: 'whether there is one', words: [word('a', 'a', 'ett'), word('no', 'no', 'inget')] },
  attention: {
    about: 'whether the Status column asks for action',
    words: [
      word('needed', 'with attention needed', 'och kräver åtgärd'),
      word('none', 'without attention needed', 'och kräver ingen åtgärd'),
    ],
  },
  taken: {
    about: 'what becomes of an answer',
    words: [word('taken', 'takes', 'godtar'), word('refused', 'does not take', 'godtar inte')],
  },
  deliveryState: {
    about: 'how a webhook stands in the delivery log',
    words: [
      word('waiting', 'waiting', 'väntande'),
      word('held', 'held', 'tillbakahållet'),
      word('accepted', 'accepted', 'mottaget'),
      word('refused', 'refused', 'avvisat'),
      word('exhausted', 'exhausted', 'uttömt'),
      word('cancelled', 'cancelled', 'inställt'),
    ],
  },
  appAnswer: {
    about: 'a status of HTTP, or a connection that is dropped',
    words: [word('drop', 'drop', 'inte')],
    pattern: '\\d{3}',
  },
  method: { about: 'a method of HTTP', words: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(same) },
  duration: {
    about: 'a span of world time, such as `30 minutes` or `30 minuter`',
    words: [],
    pattern:
      '[\\d.]+ (?:seconds?|minutes?|hours?|days?|months?|years?|sekund(?:er)?|minut(?:er)?|timm(?:e|ar)|dag(?:ar)?|månad(?:er)?|år)',
  },
  clockMode: {
    about: 'whether the clock runs along with real time',
    words: [word('live', 'live', 'löpande'), word('frozen', 'frozen', 'fryst')],
  },
  world: {
    about: 'one of the worlds of a scenario',
    words: [
      word('first', 'first', 'första'),
      word('second', 'second', 'andra'),
      word('forked', 'forked', 'förgrenade'),
    ],
  },
};

/** What Cucumber needs to know of a parameter: its words in both languages, and what they mean to the code. */
export function parameterType({ words, pattern }: StepParameter): {
  readonly regexp: RegExp;
  readonly transformer: (found: string) => string;
} {
  const means = new Map(words.flatMap((entry) => [entry.en, entry.sv].map((text) => [text, entry.means])));
  const longestFirst = [...means.keys()].sort((a, b) => b.length - a.length);
  return {
    regexp: new RegExp([...longestFirst, ...(pattern === undefined ? [] : [pattern])].join('|')),
    transformer: (found) => means.get(found) ?? found,
  };
}
