import type { StepState } from '../client/extension.ts';
import { html, type Markup } from './html.ts';
import { note } from './layout.ts';
import { type StepsContext, stepsSection } from './steps-section.ts';

type Gated = Exclude<StepState['before'], 'activation'>;

const changes: { readonly [G in Gated]: string } = {
  cancel: 'The subscription cannot be cancelled',
  quantity: 'The number of licences cannot be changed',
};

const gated = Object.keys(changes) as readonly Gated[];

/** What a running subscription's steps hold up at the moment, and what is to be done about it (CAN-10, QTY-18). */
export function gatesSection(steps: readonly StepState[], context: StepsContext): Markup | undefined {
  const shown = steps.filter(({ done, before }) => !done || before !== 'activation');
  const held = gated.flatMap((change) => {
    const names = shown.filter(({ before, done }) => before === change && !done).map(({ name }) => name);
    return names.length === 0 ? [] : [`${changes[change]} before this is done: ${names.join(', ')}.`];
  });
  return html`${held.map((words) => note('plain', words))}${stepsSection('Before you make a change', shown, context)}`;
}
