import { actionOf, type StoryStep } from '../format/schema.ts';

type Words = { readonly [Name in NonNullable<ReturnType<typeof actionOf>>]?: (step: StoryStep) => string };

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${name} ${shown(member)}`)
        .join(', ')
    : String(value);

const words: Words = {
  advance: ({ advance }) => `${advance} passes`,
  buy: ({ buy }) => `${buy?.customer} buys ${buy?.quantity} of ${buy?.plan} for ${buy?.term} as ${buy?.as}`,
  activate: ({ activate }) => `the publisher sets up ${activate}`,
  assign: ({ assign }) => `the publisher gives out ${assign?.licences} licences of ${assign?.of}`,
  confirm: ({ confirm }) => `the publisher confirms ${confirm}`,
  open: ({ open }) => `the activation link of ${open} is followed`,
  suspend: ({ suspend }) => `the partner suspends ${suspend}`,
  reinstate: ({ reinstate }) => `the partner reinstates ${reinstate}`,
  cancel: ({ cancel }) => `${cancel} is to be cancelled`,
  change: ({ change }) => {
    const { of, ...wanted } = change ?? {};
    return `${of} is to change: ${shown(wanted)}`;
  },
  publisher: ({ publisher }) => {
    const { publisher: alias, webhooks, times, answerAfter } = publisher ?? {};
    const met = times === undefined ? 'webhooks' : `the next ${times} webhooks`;
    return `${alias} meets ${met} with ${webhooks}${answerAfter === undefined ? '' : ` after ${answerAfter}`}`;
  },
  answer: ({ answer }) => `staff of the publisher answers the change of ${answer?.of}: ${answer?.with}`,
};

/** What a step does, in the words of the story; with the refusal that it names when it was refused. */
export function stepText(step: StoryStep, isRefused: boolean): string {
  if (step.note !== undefined) return step.note;
  const action = actionOf(step);
  if (action === undefined) return 'so it stands';
  const text = words[action]?.(step) ?? `${action} ${shown(step[action])}`;
  return isRefused && step.refused !== undefined ? `${text}: refused, ${step.refused}` : text;
}
