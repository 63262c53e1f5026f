import type { DomainEvent } from '@marketsim/core';
import type { Intent } from '../doings/doing.ts';
import type { PairLaw } from '../law.ts';
import { isDirect } from '../suite/perform-buy.ts';
import { partners } from '../world/parties.ts';
import { firstDifference, happened, ledgerOf, statesOf } from './differences.ts';
import { changeAt, idle, withOthers, without } from './play.ts';

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

/** The first subscription of a provider gets its reseller: chance alone seldom has one of these change. */
const recording: Intent = {
  name: 'record a reseller',
  step: ({ ids, model, engine }) => {
    const place = ids.findIndex((id) => {
      const x = model.subscriptions.get(id);
      return x?.isProvider && !x.ended;
    });
    const { mpnId } = partners.reseller;
    return place < 0 ? undefined : changeAt(engine.now(), place + 1, { type: 'SetReseller', mpnId });
  },
};

/** Things that must not matter to something (RB 15.3, 15.5). */
export const harmlessLaws: readonly PairLaw[] = [
  {
    id: 'INV-41',
    kind: 'pair',
    says: 'Without any change of reseller the ledger is the same but for the reseller on its lines.',
    rules: ['MPN-06'],
    play: (run) => {
      const opening = [...run.opening, recording];
      return withOthers(without(({ type }) => type === 'SetReseller'))({ ...run, opening });
    },
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
