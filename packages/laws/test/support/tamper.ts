import type { Charge, DomainEvent, Engine, EventOf, Invoice, Subscription } from '@marketsim/core';
import type { Violation } from '../../src/law.ts';
import { createWitness } from '../../src/witness.ts';

type Facts = readonly DomainEvent[];
export type Tamper = (facts: Facts) => Facts;

/** Changes some lines: those that a test picks, by their place among all lines. */
export const lines =
  (pick: (charge: Charge, place: number) => boolean, change: Partial<Charge>): Tamper =>
  (facts) => {
    let place = -1;
    return facts.map((fact) =>
      fact.type === 'Charged'
        ? {
            ...fact,
            charges: fact.charges.map((charge) => {
              place += 1;
              return pick(charge, place) ? { ...charge, ...change } : charge;
            }),
          }
        : fact,
    );
  };

export const ofType =
  (...types: readonly string[]) =>
  ({ type }: { readonly type: string }): boolean =>
    types.includes(type);

/** Changes the facts of one kind. */
export const facts =
  <Type extends DomainEvent['type']>(
    type: Type,
    change: (fact: EventOf<Type>) => Partial<EventOf<Type>>,
  ): Tamper =>
  (all) =>
    all.map((fact) =>
      fact.type === type ? (Object.assign({}, fact, change(fact as EventOf<Type>)) as DomainEvent) : fact,
    );

export const invoices = (change: (invoice: Invoice) => Partial<Invoice>): Tamper =>
  facts('InvoiceIssued', ({ invoice }) => ({ invoice: { ...invoice, ...change(invoice) } }));

/** Leaves out the facts of some kinds. */
export const without =
  (...types: readonly DomainEvent['type'][]): Tamper =>
  (all) =>
    all.filter(({ type }) => !types.includes(type));

/** Has the last fact of a kind happen once more. */
export const again =
  (type: DomainEvent['type']): Tamper =>
  (all) => {
    const last = all.findLast((fact) => fact.type === type);
    if (!last) throw new Error(`no ${type}`);
    return all.toSpliced(all.indexOf(last) + 1, 0, JSON.parse(JSON.stringify(last)));
  };

/** What a witness says of an engine that shows a subscription as something else than it is. */
export function seenAs(
  engine: Engine,
  change: (subscription: Subscription) => Subscription,
  rest: Partial<Engine> = {},
): readonly Violation[] {
  const doctored = new Map([...engine.state.subscriptions].map(([id, one]) => [id, change(one)]));
  const shown: Engine = { ...engine, ...rest, state: { ...engine.state, subscriptions: doctored } };
  return createWitness(shown).advanceTo(engine.now()).violations;
}
