import type { DomainEvent, EventOf, Invoice, Subscription, UsageEvent } from '@marketsim/core';
import type { Posted } from './chronicle/books.ts';
import { accepted, type Told } from './chronicle/chronicle.ts';
import type { Life } from './chronicle/life.ts';
import type { Change, Moment } from './chronicle/moment.ts';
import type { Finding } from './law.ts';
import type { Look, Request, View } from './view.ts';

/** What is wrong, in words; nothing when all is well. */
type Judgement = string | undefined;

function findings<T>(
  things: readonly T[],
  subjectOf: (thing: T) => string,
  judge: (thing: T) => Judgement,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const thing of things) {
    const found = judge(thing);
    if (found !== undefined) findings.push({ subject: subjectOf(thing), found });
  }
  return findings;
}

const idOfLine = ({ charge }: Posted): string => charge.id;
const idOfLife = ({ after }: Look): string => after.id;

const isLicence = ({ charge }: Posted): boolean => charge.type !== 'usage';

/** Judges each line as it enters the ledger, with what was known of its subscription just before. */
export const ofEveryLine =
  (judge: (posted: Posted, moment: Moment) => Judgement) =>
  (moment: Moment): readonly Finding[] =>
    findings(moment.posted, idOfLine, (posted) => judge(posted, moment));

/** Judges each licence line. */
export const ofLines = (judge: (posted: Posted, moment: Moment) => Judgement) =>
  ofEveryLine((posted, moment) => (isLicence(posted) ? judge(posted, moment) : undefined));

/** Judges each line of metered use. */
export const ofUsageLines = (judge: (posted: Posted, moment: Moment) => Judgement) =>
  ofEveryLine((posted, moment) => (isLicence(posted) ? undefined : judge(posted, moment)));

/** Judges each report of use that was accepted, with its subscription as it then was. */
export const ofUse =
  (judge: (event: UsageEvent, life: Life, moment: Moment) => Judgement) =>
  (moment: Moment): readonly Finding[] => {
    const events = moment.told.flatMap(({ fact }) => (fact.type === 'UsageReported' ? accepted(fact) : []));
    return findings(
      events,
      ({ subscriptionId }) => subscriptionId,
      (event) => {
        const life = moment.chronicle.lives.get(event.subscriptionId);
        return life ? judge(event, life, moment) : 'no such subscription';
      },
    );
  };

/** Judges each subscription that a moment changed, once all of the moment has happened. */
export const ofChanges =
  (judge: (change: Change, moment: Moment) => Judgement) =>
  (moment: Moment): readonly Finding[] =>
    findings(moment.changes, idOfLife, (change) => judge(change, moment));

/** A fact of some kinds about a subscription that was known before it. */
interface Fact<Type extends DomainEvent['type']> {
  readonly fact: EventOf<Type>;
  readonly before: Life;
  readonly after: Life;
}

/** Judges each fact of some kinds about a subscription, with the subscription just before and after it. */
export const ofFacts =
  <const Type extends DomainEvent['type']>(
    types: readonly Type[],
    judge: (fact: Fact<Type>, moment: Moment) => Judgement,
  ) =>
  (moment: Moment): readonly Finding[] => {
    const facts = moment.told.filter(
      (told): told is Told & Fact<Type> =>
        told.before !== undefined && types.some((type) => type === told.fact.type),
    );
    return findings(facts, idOfLife, (fact) => judge(fact, moment));
  };

/** Judges each invoice as it is issued. */
export const ofInvoices =
  (judge: (invoice: Invoice, moment: Moment) => Judgement) =>
  (moment: Moment): readonly Finding[] => {
    const invoices = moment.told.flatMap(({ fact }) => (fact.type === 'InvoiceIssued' ? [fact.invoice] : []));
    return findings(
      invoices,
      ({ id }) => id,
      (invoice) => judge(invoice, moment),
    );
  };

/** What is known of a subscription from the facts, and what the engine holds. */
export interface Seen extends Look {
  readonly subscription: Subscription;
}

/** Judges what the engine shows of each subscription that changed. */
export const ofViews =
  (judge: (seen: Seen, view: View) => Judgement) =>
  (view: View): readonly Finding[] =>
    findings(view.changes, idOfLife, (change) => {
      const subscription = view.engine.state.subscriptions.get(change.after.id);
      return subscription ? judge({ ...change, subscription }, view) : 'the engine does not know it';
    });

const subjectOf = ({ command }: Request): string =>
  'subscriptionId' in command ? command.subscriptionId : command.type;

/** Judges what came of the last command. */
export const ofRequests =
  (judge: (request: Request, view: View) => Judgement) =>
  (view: View): readonly Finding[] =>
    view.request ? findings([view.request], subjectOf, (request) => judge(request, view)) : [];
