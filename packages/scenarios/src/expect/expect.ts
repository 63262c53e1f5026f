import { type DomainEvent, instant } from '@marketsim/core';
import type { DefinitionPath } from '@marketsim/simulator';
import type { Expectation } from '../format/expectations.ts';
import type { StoryStep } from '../format/schema.ts';
import { idOf, type Stage } from '../play/stage.ts';
import { heardText } from '../tell/heard.ts';
import { compareLists, compareMembers, type Mismatch } from './compare.ts';
import { deliveriesOf, invoiceShown, lineShown, netOf, subscriptionShown, webhookShown } from './views.ts';

/** A moment, as the engine writes it. */
const momentOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : instant(text);

function subscriptions({ subscriptions: byName = {} }: Expectation, stage: Stage): readonly Mismatch[] {
  return Object.entries(byName).flatMap(([name, { windowEnds, ...members }]) =>
    compareMembers(
      ['subscriptions', name],
      { ...members, windowEnds: momentOf(windowEnds) },
      subscriptionShown(name, stage),
    ),
  );
}

const lineWords = { always: ['type', 'from', 'to', 'amount'] };

function lines({ charged, ledger = {} }: Expectation, facts: readonly DomainEvent[], stage: Stage) {
  const { state } = stage.engine;
  const made = facts.flatMap((fact) => (fact.type === 'Charged' ? fact.charges : []));
  const ofStep = charged
    ? compareLists(['charged'], charged, { ...lineWords, actual: made.map((line) => lineShown(line, state)) })
    : [];
  const ofOne = Object.entries(ledger).flatMap(([name, expected]) => {
    const id = idOf(name, stage);
    const all = state.ledger.charges.filter(({ subscriptionId }) => subscriptionId === id);
    return compareLists(['ledger', name], expected, {
      ...lineWords,
      actual: all.map((line) => lineShown(line, state)),
    });
  });
  return [...ofStep, ...ofOne];
}

const invoiceWords = { always: ['date', 'total', 'currency'] };

function documents({ issued, invoices }: Expectation, facts: readonly DomainEvent[], stage: Stage) {
  const made = facts.flatMap((fact) => (fact.type === 'InvoiceIssued' ? [fact.invoice] : []));
  const all = [...stage.engine.state.ledger.invoices.values()];
  const compare = (name: string, expected: typeof issued, actual: typeof made) =>
    expected
      ? compareLists([name], expected, {
          ...invoiceWords,
          actual: actual.map((invoice) => invoiceShown(invoice, stage)),
        })
      : [];
  return [...compare('issued', issued, made), ...compare('invoices', invoices, all)];
}

/** A mismatch in a list of webhooks tells what came of the one that it is about, or of the last. */
function webhooks({ webhooks: byName = {} }: Expectation, stage: Stage): readonly Mismatch[] {
  return Object.entries(byName).flatMap(([name, expected]) => {
    const deliveries = deliveriesOf(name, stage);
    const mismatches = compareLists(['webhooks', name], expected, {
      actual: deliveries.map((delivery) => webhookShown(delivery, stage)),
      always: ['action', 'result', 'tries'],
    });
    return mismatches.map((mismatch) => {
      const { path, actual } = mismatch;
      const about = deliveries.at(typeof path[2] === 'number' ? path[2] : -1);
      const heard = about && heardText(about.id, stage);
      return heard === undefined ? mismatch : { ...mismatch, actual: `${actual}\n${heard}` };
    });
  });
}

function nets({ net = {} }: Expectation, stage: Stage): readonly Mismatch[] {
  const seen = Object.fromEntries(Object.keys(net).map((name) => [name, netOf(name, stage)]));
  return compareMembers(['net'], net, seen);
}

/** What is not as a step expects it; `facts` are those of the step, and paths lead into the step. */
export function unmet(
  { expect }: StoryStep,
  facts: readonly DomainEvent[],
  stage: Stage,
): readonly Mismatch[] {
  if (!expect) return [];
  const now = compareMembers([], { now: momentOf(expect.now) }, { now: stage.engine.now() });
  const all = [
    ...now,
    ...subscriptions(expect, stage),
    ...lines(expect, facts, stage),
    ...nets(expect, stage),
    ...documents(expect, facts, stage),
    ...webhooks(expect, stage),
  ];
  return all.map(({ path, ...rest }) => ({ path: ['expect', ...path] as DefinitionPath, ...rest }));
}
