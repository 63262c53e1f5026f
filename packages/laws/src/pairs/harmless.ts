import type { DomainEvent } from '@marketsim/core';
import type { PairLaw } from '../law.ts';
import { isDirect } from '../suite/perform-buy.ts';
import { firstDifference, happened, ledgerOf, statesOf } from './differences.ts';
import { idle, withOthers, without } from './play.ts';

/** What happened as if nothing had a nickname: neither facts about it nor its mention in others, nor counts of changes. */
const nameless = (facts: readonly Omit<DomainEvent, 'seq'>[]): readonly unknown[] =>
  facts
    .filter(({ type }) => type !== 'NicknameChanged')
    .map((fact) =>
      JSON.parse(
        JSON.stringify(fact, (key, value) =>
          key === 'friendlyName' || key === 'version' ? undefined : value,
        ),
      ),
    );

/** Things that must not matter to something (RB 15.3, 15.5). */
export const harmlessLaws: readonly PairLaw[] = [
  {
    id: 'INV-41',
    kind: 'pair',
    says: 'Without any change of reseller the ledger is the same but for the reseller on its lines.',
    rules: ['MPN-06'],
    play: withOthers(without(({ type }) => type === 'SetReseller')),
    compare: (first, second) => [
      ...firstDifference(
        'ledger',
        ledgerOf(first).map((line) => ({ ...line, resellerMpnId: '' })),
        ledgerOf(second).map((line) => ({ ...line, resellerMpnId: '' })),
      ),
      ...firstDifference('states', statesOf(first), statesOf(second)),
    ],
  },
  {
    id: 'INV-42',
    kind: 'pair',
    says: 'Without any nickname the ledger and everything else that happens is the same.',
    rules: ['ACT-19'],
    play: withOthers(without(({ type }) => type === 'SetNickname')),
    compare: (first, second) => [
      ...firstDifference('ledger', ledgerOf(first), ledgerOf(second)),
      ...firstDifference('facts', nameless(happened(first)), nameless(happened(second))),
    ],
  },
  {
    id: 'INV-61',
    kind: 'pair',
    says: 'Without the refused commands everything that happens is the same.',
    rules: ['GEN-10'],
    play: withOthers((step, { first, place }) => {
      // A cart that cannot be checked out stays: filling it was accepted.
      const isOneCommand = 'buy' in step ? isDirect(step.buy) : !('fill' in step);
      return first.done[place]?.accepted || !isOneCommand ? [step] : [idle(step)];
    }),
    compare: (first, second) => firstDifference('facts', happened(first), happened(second)),
  },
];
