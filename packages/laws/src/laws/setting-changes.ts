import type { CommandOf, DomainEvent } from '@marketsim/core';
import { ofRequests } from '../judges.ts';
import type { StepLaw } from '../law.ts';

/** Whether somebody has payments come by themselves, which those that are due do at once (RB 14.3). */
const turnsAuto = ({ value }: CommandOf<'ChangeSetting'>): boolean => value === 'auto';

const isTheChange = (fact: DomainEvent | undefined, { value }: CommandOf<'ChangeSetting'>): boolean =>
  fact?.type === 'SettingChanged' && JSON.stringify(fact.value) === JSON.stringify(value);

/** What a change of a setting may bring (GEN-07). */
export const settingChangeLaws: readonly StepLaw[] = [
  {
    id: 'INV-80',
    kind: 'step',
    says: 'A setting holds from its change on: that is all that happens, but that payments which come by themselves again come at once where they are due.',
    rules: ['GEN-13', 'SUS-07'],
    look: ofRequests(({ command, outcome }, { engine, chronicle }) => {
      if (!outcome.ok || command.type !== 'ChangeSetting') return undefined;
      const [change, ...more] = outcome.value;
      if (!isTheChange(change, command)) return `tells of ${change?.type}, not of the change`;
      if (more.length > 0 && !turnsAuto(command)) return `brings ${more.map(({ type }) => type).join()}`;
      const [held, known] = [engine.state.settings, chronicle.settings].map((all) => JSON.stringify(all));
      return held === known ? undefined : `the engine goes by ${held}, the facts say ${known}`;
    }),
  },
];
