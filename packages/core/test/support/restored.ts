import { expect } from 'vitest';
import {
  type Charge,
  type Checkpoint,
  createEngine,
  type Engine,
  type EngineOptions,
  type Ledger,
  memoryLog,
  type Settings,
  type State,
} from '../../src/index.ts';

/** What a ledger answers about everything that is in it; the compiler names any question that is forgotten. */
const answers: { readonly [Question in keyof Ledger]: (ledger: Ledger) => unknown } = {
  charges: ({ charges }) => charges,
  invoices: ({ invoices }) => invoices,
  charge: (ledger) => ledger.charges.map(({ id }) => ledger.charge(id)),
  residual: (ledger) => ledger.charges.map((charge) => ledger.residual(charge)),
  invoiceOf: (ledger) => ledger.charges.map(({ id }) => ledger.invoiceOf(id)),
  chargesOf: (ledger) => about(ledger, ({ subscriptionId }) => subscriptionId, ledger.chargesOf),
  invoicesOf: (ledger) => about(ledger, ({ payerId }) => payerId, ledger.invoicesOf),
  openAccounts: (ledger) => about(ledger, ({ createdAt }) => createdAt.slice(0, 7), ledger.openAccounts),
  openCharges: (ledger) => about(ledger, accountOf, (key) => ledger.openCharges(JSON.parse(key))),
  usageChargesOf: (ledger) => about(ledger, ({ subscriptionId }) => subscriptionId, ledger.usageChargesOf),
  usageEvents: ({ usageEvents }) => usageEvents,
  usageEventsOf: (ledger) => usedBy(ledger).map(ledger.usageEventsOf),
  dailyUsage: ({ dailyUsage }) => dailyUsage,
  dailyUsageOf: (ledger) => usedBy(ledger).map(ledger.dailyUsageOf),
  dailyUsageOn: ({ dailyUsage, dailyUsageOn }) => [...dailyUsage.values()].map(dailyUsageOn),
  openUsage: ({ dailyUsage, openUsage }) => [...dailyUsage.values()].map(({ month }) => openUsage(month)),
  hasOpenUsage: ({ dailyUsage, hasOpenUsage }) => [...dailyUsage.values()].map(hasOpenUsage),
};

/** The account of a line as text: subjects are told apart by it. */
const accountOf = ({ payerId, currency, createdAt }: Charge): string =>
  JSON.stringify({ payerId, currency, month: createdAt.slice(0, 7) });

const usedBy = ({ dailyUsage }: Ledger): readonly string[] =>
  [...dailyUsage.values()].map(({ subscriptionId }) => subscriptionId);

const about = (
  { charges }: Ledger,
  subjectOf: (charge: Charge) => string,
  answer: (subject: string) => unknown,
): unknown => [...new Set(charges.map(subjectOf))].map((subject) => [subject, answer(subject)]);

const isLedger = (value: object): value is Ledger => 'openAccounts' in value;

/** Any value as lists in which every order shows, that of members too. What is no data is left out. */
function laidOut(value: unknown): unknown {
  if (value === undefined) return ['undefined'];
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return [...value].map(laidOut);
  const members = isLedger(value)
    ? Object.entries(answers).map(([name, answer]) => [name, answer(value)])
    : Object.entries(value).filter(([, member]) => typeof member !== 'function');
  return members.map(laidOut);
}

/** Text is compared faster than what it says, which is shown when there is a difference. */
function expectSame(actual: unknown, expected: unknown): void {
  const [text, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (text === wanted) return;
  expect(actual).toEqual(expected);
  expect(text).toBe(wanted);
}

/** Expects two states to be the same in everything, their orders included. */
export const expectSameState = (actual: State, expected: State): void =>
  expectSame(laidOut(actual), laidOut(expected));

/** What becomes of something on its way to a disk and back. */
export const storedAndRead = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** An engine of the same history, stored and read: all of it replayed, or what comes after a checkpoint. */
export function again(
  { seed, world, startsAt, log }: Engine,
  rest: Pick<EngineOptions, 'settings'> & { readonly checkpoint?: Checkpoint },
): Engine {
  const entries = memoryLog(storedAndRead(log.entries()));
  return createEngine({ seed, world, startsAt, log: entries, ...storedAndRead(rest) });
}

/** Expects what starts from a checkpoint of an engine to be what its whole history leads to. */
export function expectRestorable(engine: Engine, settings: Settings): Engine {
  const replayed = again(engine, { settings });
  const restored = again(engine, { checkpoint: engine.checkpoint() });
  expectSameState(restored.state, replayed.state);
  expectSame(engine.checkpoint(), replayed.checkpoint());
  for (const of of [(e: Engine) => e.now(), (e: Engine) => e.seq(), (e: Engine) => e.nextDueAt()])
    expect(of(restored)).toBe(of(replayed));
  return restored;
}
