import type { DomainEvent, SettingId } from '@marketsim/core';
import { settingChanges } from '../doings/settings.ts';
import type { PairLaw } from '../law.ts';
import type { Step } from '../scenario/step.ts';
import type { Stage } from '../suite/stage.ts';
import { firstDifference, happened } from './differences.ts';
import { withOthers } from './play.ts';

/** A setting gets another value and has its own back, as many steps as it takes. */
function thereAndBack({ engine }: Stage, place: number): readonly Step[] {
  const { settings } = engine.state;
  const [name, value] = settingChanges[(place * 7) % settingChanges.length] ?? ['', ''];
  const own = settings[name as SettingId];
  // What is due is paid as soon as payments come by themselves.
  if (name === 'payments' && own === 'manual') return [];
  return [value, own].map((one) => ({
    at: engine.now(),
    command: { type: 'ChangeSetting', name, value: one },
  }));
}

const others = (stage: Stage): readonly Omit<DomainEvent, 'seq'>[] =>
  happened(stage).filter(({ type }) => type !== 'SettingChanged');

/** How settings are changed (RB 1.2). */
export const settingPairs: readonly PairLaw[] = [
  {
    id: 'INV-81',
    kind: 'pair',
    says: 'A setting that is changed, and changed back before anything else happens, leaves no trace.',
    rules: ['GEN-13'],
    play: withOthers((step, { stage, place }) => [...thereAndBack(stage, place), step]),
    compare: (first, second) => firstDifference('facts', others(first), others(second)),
  },
];
