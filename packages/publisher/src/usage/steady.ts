import { type Appointment, appoint } from '../appointment.ts';
import type { House } from '../house.ts';
import { hourOf, type Meter, nextHour } from './meter.ts';
import { type Meters, meterKey, reportDue } from './report-due.ts';

/** Use that goes on by the world's clock: so much of a dimension each hour, reported when the hour is over. */
export interface SteadyUse {
  /** Sets what a subscription uses each hour; 0 ends it. Resolves when the clock can be moved without missing an hour. */
  readonly set: (use: Pick<Meter, 'subscriptionId' | 'dimension' | 'perHour'>) => Promise<void>;
  readonly of: (subscriptionId: string) => readonly Meter[];
  /** Goes on with meters of the world from which the account's world was made; those that are known stay as they are. */
  readonly goOn: (meters: readonly Meter[]) => Promise<void>;
  /** Whose account it is from now on. */
  readonly attach: (house: House) => void;
}

async function newMeter({ marketplace, clock }: House, use: Parameters<SteadyUse['set']>[0]): Promise<Meter> {
  const read = await marketplace.get(use.subscriptionId);
  const planId = read.ok ? read.value.planId : '';
  return { ...use, planId, nextHour: hourOf(await clock.now()), left: 0, lost: 0 };
}

/** Nothing is used yet. */
export function createSteadyUse(): SteadyUse {
  const meters: Meters = new Map();
  let house: House | undefined;
  let isRunning = false;
  /** The hour for which the clock has an appointment. */
  let hour: number | undefined;

  const appointHour = async (of: House, at: number): Promise<Appointment> => {
    hour = at;
    return appoint(of, { name: 'usage', at, memo: { what: 'usage', meters: [...meters.values()] } });
  };

  const run = async (appointed: () => void): Promise<void> => {
    let appointment: Appointment | undefined;
    while (house && !house.life.signal.aborted) {
      const now = await house.clock.now();
      await reportDue(house, meters, now);
      if (meters.size === 0) break;
      // The next appointment keeps the one before: the clock goes on when this hour is dealt with.
      appointment = await appointHour(house, nextHour(now));
      appointed();
      await appointment.reached;
    }
    await appointment?.kept();
  };

  /** Resolves when the clock knows of the first hour: it may be moved from then on. */
  const start = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    const { promise: appointed, resolve } = Promise.withResolvers<void>();
    run(resolve)
      .catch((error: unknown) => {
        house?.environment.log(`${house.account.key} use is not reported any more: ${String(error)}`);
      })
      .finally(() => {
        isRunning = false;
        resolve();
      });
    await appointed;
  };

  return {
    attach: (owner) => {
      house = owner;
    },
    of: (id) => [...meters.values()].filter(({ subscriptionId }) => subscriptionId === id.toLowerCase()),
    set: async (wanted) => {
      const use = { ...wanted, subscriptionId: wanted.subscriptionId.toLowerCase() };
      const key = meterKey(use);
      if (!house) return;
      if (use.perHour === 0) meters.delete(key);
      else meters.set(key, { ...(meters.get(key) ?? (await newMeter(house, use))), perHour: use.perHour });
      // What goes along with the appointment has changed. One whose hour has come is not made again.
      if (isRunning && hour !== undefined) await appointHour(house, hour);
      else if (meters.size > 0) await start();
    },
    goOn: async (earlier) => {
      for (const meter of earlier) if (!meters.has(meterKey(meter))) meters.set(meterKey(meter), meter);
      if (meters.size > 0) await start();
    },
  };
}
