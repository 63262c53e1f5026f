import {
  billedLines,
  type Charge,
  type Currency,
  createIds,
  type DailyUsage,
  type Ids,
  type Instant,
  type Invoice,
  type State,
  trialProjection,
  type UnbilledPeriod,
  unbilledLines,
  unbilledMonth,
  usageLineId,
} from '@marketsim/core';
import type { PartnerContext } from '../context.ts';

/** A line of licences, or one that stands for what a trial turns into (BIL-28). */
export type LicenceLine = Omit<Charge, 'id'> & { readonly id?: string };

/** The use of a day, and the line on which it is summed up. */
export interface UsedDay {
  readonly used: DailyUsage;
  readonly charge: Charge;
}

/** The lines of an invoice, or of what will go on one, in the two views of PC 7.5. */
export interface Lines {
  readonly licences: readonly LicenceLine[];
  readonly usage: readonly UsedDay[];
  /** Empty where there is no invoice yet. */
  readonly invoiceNumber: string;
}

/** What lines are shown with. */
export interface Seen {
  readonly state: State;
  readonly now: Instant;
  readonly ids: Ids;
  readonly partner: PartnerContext['partner'];
}

export const seenBy = ({ engine, partner }: PartnerContext): Seen => ({
  state: engine.state,
  now: engine.now(),
  ids: createIds(engine.seed, engine.world),
  partner,
});

/** The lines of an invoice, as they stand on it. */
export function linesOn(invoice: Invoice, { state }: Seen): Lines {
  const { id: invoiceNumber, payerId, currency, start } = invoice;
  const account = { payerId, currency, month: start.slice(0, 7) };
  const charges = billedLines(invoice, state);
  return { ...splitUp(charges, state.ledger.dailyUsageOn(account)), invoiceNumber };
}

/** What the partner's next invoice in a currency would have now (BIL-14), with the second rows of trials (BIL-28). */
export function linesAhead(
  { currency, period }: { readonly currency: Currency; readonly period: UnbilledPeriod },
  { state, now, partner }: Seen,
): Lines {
  const payer = { payerId: partner.id, currency };
  const account = { ...payer, month: unbilledMonth(period, now) };
  const charges = unbilledLines(payer, period, { state, now });
  const { licences, usage } = splitUp(charges, state.ledger.dailyUsageOn(account));
  return { licences: [...licences, ...trialsAhead(licences, { state, now })], usage, invoiceNumber: '' };
}

/** Licences in one view; in the other the days of use that have a line. */
function splitUp(charges: readonly Charge[], days: readonly DailyUsage[]) {
  const byId = new Map(charges.map((charge) => [charge.id, charge]));
  return {
    licences: charges.filter(({ usage }) => usage === undefined),
    usage: days.flatMap((used): readonly UsedDay[] => {
      const charge = byId.get(usageLineId(used));
      return charge ? [{ used, charge }] : [];
    }),
  };
}

/** One row per trial among the lines that still runs and will go on. */
function trialsAhead(
  lines: readonly LicenceLine[],
  context: Pick<Seen, 'state' | 'now'>,
): readonly LicenceLine[] {
  const ids = new Set(
    lines.filter(({ billingCycle }) => billingCycle === 'none').map(({ subscriptionId }) => subscriptionId),
  );
  return [...ids].flatMap((id) => {
    const subscription = context.state.subscriptions.get(id);
    return (subscription && trialProjection(subscription, context)) ?? [];
  });
}
