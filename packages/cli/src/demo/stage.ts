import { type Control, type ControlAddress, controlAt } from '../api/control.ts';
import { advanceReply, clockReply } from '../clock/view.ts';
import { type Cast, castOf } from './cast.ts';
import { expectThat } from './expect.ts';
import { type Partner, signIn } from './partner.ts';
import { type StaffDesk, staffDesk } from './publisher-site.ts';
import { type Invoice, invoicesReply, type LedgerRow, ledgerReply } from './replies.ts';

/** What a step of the story came to. Amounts are in the currency's major unit. */
export interface Step {
  /** World time, UTC. */
  readonly at: string;
  readonly text: string;
  /** What it put on the ledger, by currency. */
  readonly charges: readonly { readonly amount: number; readonly currency: string }[];
}

/** Where the story is played: both sides over HTTP, and what has been told so far. */
export interface Stage {
  readonly control: Control;
  readonly cast: Cast;
  readonly partner: Partner;
  readonly desk: StaffDesk;
  readonly steps: readonly Step[];
  /** Tells what has happened, with what the ledger has got since the step before. */
  tell(text: string): Promise<Step>;
  /** Moves the world's clock; it must arrive. */
  advanceTo(instant: string): Promise<void>;
  ledger(): Promise<readonly LedgerRow[]>;
  invoices(): Promise<readonly Invoice[]>;
}

/** A world of a simulator, and who hears the story. */
export interface StageOptions extends ControlAddress {
  readonly world: string;
  readonly heard: (step: Step) => void;
}

/** Prepares a world of the story: signs the partner in, and finds the publisher. */
export async function openStage({ heard, ...address }: StageOptions): Promise<Stage> {
  const control = controlAt(address);
  const cast = await castOf(control, address.world);
  const steps: Step[] = [];
  let known = 0;
  const ledger = async (): Promise<readonly LedgerRow[]> =>
    (await control.call({ path: '/_sim/ledger', reply: ledgerReply })).rows;
  return {
    ...{ control, cast, steps, ledger },
    partner: await signIn(address.url, cast.partner),
    desk: staffDesk(cast.publisher.landingPageUrl),
    tell: async (text) => {
      const rows = await ledger();
      const { now } = await control.call({ path: '/_sim/clock', reply: clockReply });
      const step = { at: now, text, charges: sums(rows.slice(known)) };
      known = rows.length;
      steps.push(step);
      heard(step);
      return step;
    },
    advanceTo: async (to) => {
      const call = {
        method: 'POST',
        path: '/_sim/clock/advance',
        body: { to },
        reply: advanceReply,
      } as const;
      expectThat(`the clock goes to ${to}`, (await control.call(call)).reached, 'target');
    },
    invoices: async () => (await control.call({ path: '/_sim/invoices', reply: invoicesReply })).invoices,
  };
}

/** Amounts as whole hundredths: sums of decimals are not exact. */
const cents = (amount: number): number => Math.round(amount * 100);

/** Sum of rows by currency, in the order in which the currencies come. */
export function sums(
  rows: readonly { readonly amount: number; readonly currency: string }[],
): Step['charges'] {
  const byCurrency = Map.groupBy(rows, ({ currency }) => currency);
  return [...byCurrency].map(([currency, group]) => ({
    amount: group.reduce((sum, { amount }) => sum + cents(amount), 0) / 100,
    currency,
  }));
}
