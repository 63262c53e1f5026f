import { type Appointment, appoint } from '../appointment.ts';
import type { House } from '../house.ts';
import { hourOf, type Meter, nextHour } from './meter.ts';
import { type Meters, meterKey, reportDue } from './report-due.ts';

/** Use that goes on by the world's clock: so much of a dimension each hour, reported when the hour is over. */
export interface SteadyUse {
  /** Sets what a subscription uses each hour; 0 ends it. Resolves when the clock can be moved without missing an hour. */
  readonly set: (use: Pick<Meter, 'subscriptionId' | 'dimension' | 'perHour'>) => Promise<void>;
  readonly of: (subscriptionId: string) => readonly Meter[];
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

  const run = async (appointed: () => void): Promise<void> => {
    let appointment: Appointment | undefined;
    while (house && !house.life.signal.aborted) {
      const now = await house.clock.now();
      await reportDue(house, meters, now);
      if (meters.size === 0) break;
      // The next appointment keeps the one before: the clock goes on when this hour is dealt with.
      appointment = await appoint(house, 'usage', nextHour(now));
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
      if (use.perHour === 0 || !house) return void meters.delete(key);
      const meter = meters.get(key) ?? (await newMeter(house, use));
      meters.set(key, { ...meter, perHour: use.perHour });
      await start();
    },
  };
}
