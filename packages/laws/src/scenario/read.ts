import { instant, isProfileName, type SettingOverrides, settingIdOf, settingMisfit } from '@marketsim/core';
import { parse } from 'yaml';
import { customers } from '../world/parties.ts';
import { isPlanName } from '../world/plans.ts';
import { publishers } from '../world/publishers.ts';
import { formatVersion, lawsWorld, type Scenario } from './scenario.ts';
import type { Deed, Step } from './step.ts';

/** A text that is no scenario. The message names the place and says what was expected there. */
export class UnreadableScenario extends Error {
  override readonly name = 'UnreadableScenario';
}

type Fields = Readonly<Record<string, unknown>>;

function fail(place: string, expected: string): never {
  throw new UnreadableScenario(`${place}: expected ${expected}`);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fields = (value: unknown, place: string): Fields =>
  isFields(value) ? value : fail(place, 'fields with values');

const text = (value: unknown, place: string): string =>
  typeof value === 'string' ? value : fail(place, 'text');

const whole = (value: unknown, place: string): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : fail(place, 'a whole number');

const list = (value: unknown, place: string): readonly unknown[] =>
  Array.isArray(value) ? value : fail(place, 'a list');

function publisher(value: unknown, place: string): void {
  if (!Object.hasOwn(publishers, text(value, place)))
    fail(place, `one of ${Object.keys(publishers).join(', ')}`);
}

function moment(value: unknown, place: string) {
  try {
    return instant(text(value, place));
  } catch {
    return fail(place, 'a moment such as 2020-07-14T10:00:00.000Z');
  }
}

function settingsOf(value: unknown): SettingOverrides {
  const given = fields(value, 'settings');
  for (const [name, setting] of Object.entries(given)) {
    const id = settingIdOf(name);
    if (id !== name) fail(`settings: ${name}`, 'the id of a setting');
    const misfit = settingMisfit(id, setting);
    if (misfit !== undefined) fail(`settings: ${name}`, misfit);
  }
  return given as SettingOverrides;
}

function customer(value: unknown, place: string): void {
  if (!Object.hasOwn(customers, text(value, place)))
    fail(place, `one of ${Object.keys(customers).join(', ')}`);
}

/** What is wanted of the plans that the world of the property suite has. */
function wish(value: unknown, place: string): void {
  const { publisher: seller, plan, term, quantity } = fields(value, place);
  publisher(seller, `${place}.publisher`);
  if (!isPlanName(text(plan, `${place}.plan`))) fail(`${place}.plan`, 'a plan of the world');
  if (!/^P\d[MY]\/\w+$/.test(text(term, `${place}.term`))) fail(`${place}.term`, 'a pair such as P1Y/annual');
  if (typeof quantity !== 'number') fail(`${place}.quantity`, 'a number');
}

function buyOf(value: unknown, place: string): Deed {
  const { customer: buyer, directly = true } = fields(value, place);
  customer(buyer, `${place}.customer`);
  wish(value, place);
  if (directly !== true) fail(`${place}.directly`, 'true');
  return { buy: value } as Deed;
}

function fillOf(value: unknown, place: string): Deed {
  const { customer: buyer, carts } = fields(value, place);
  customer(buyer, `${place}.customer`);
  for (const [i, lines] of list(carts, `${place}.carts`).entries())
    for (const [n, line] of list(lines, `${place}.carts[${i}]`).entries())
      wish(line, `${place}.carts[${i}][${n}]`);
  return { fill: value } as Deed;
}

function changeOf(value: unknown, place: string): Deed {
  const { of, changes, etag } = fields(value, place);
  whole(of, `${place}.of`);
  for (const [i, change] of list(changes, `${place}.changes`).entries())
    text(fields(change, `${place}.changes[${i}]`)['type'], `${place}.changes[${i}].type`);
  if (etag !== undefined && etag !== 'current' && etag !== 'stale') fail(`${place}.etag`, 'current or stale');
  return { change: value } as Deed;
}

function cancelOrderOf(value: unknown, place: string): Deed {
  const { of, order } = fields(value, place);
  whole(of, `${place}.of`);
  if (order !== 'purchase' && order !== 'later') fail(`${place}.order`, 'purchase or later');
  return { cancelOrder: value } as Deed;
}

function reportOf(value: unknown, place: string): Deed {
  const { of, by, events } = fields(value, place);
  whole(of, `${place}.of`);
  if (by !== undefined) publisher(by, `${place}.by`);
  for (const [i, event] of list(events, `${place}.events`).entries()) {
    const { of: other, dimension, quantity, usedAt } = fields(event, `${place}.events[${i}]`);
    if (other !== undefined) whole(other, `${place}.events[${i}].of`);
    text(dimension, `${place}.events[${i}].dimension`);
    moment(usedAt, `${place}.events[${i}].usedAt`);
    if (typeof quantity !== 'number') fail(`${place}.events[${i}].quantity`, 'a number');
  }
  return { report: value } as Deed;
}

function payOf(value: unknown, place: string): Deed {
  const { invoice, amount } = fields(value, place);
  whole(invoice, `${place}.invoice`);
  if (amount !== 'inFull' && amount !== 'short') fail(`${place}.amount`, 'inFull or short');
  return { pay: value } as Deed;
}

function stepOf(value: unknown, place: string): Step {
  const { at, ...deed } = fields(value, place);
  const when = moment(at, `${place}.at`);
  const [[name, rest] = ['', undefined], ...more] = Object.entries(deed);
  if (more.length > 0) fail(place, 'one thing to do');
  switch (name) {
    case 'buy':
      return { at: when, ...buyOf(rest, `${place}.buy`) };
    case 'fill':
      return { at: when, ...fillOf(rest, `${place}.fill`) };
    case 'change':
      return { at: when, ...changeOf(rest, `${place}.change`) };
    case 'cancelOrder':
      return { at: when, ...cancelOrderOf(rest, `${place}.cancelOrder`) };
    case 'report':
      return { at: when, ...reportOf(rest, `${place}.report`) };
    case 'pay':
      return { at: when, ...payOf(rest, `${place}.pay`) };
    case 'command':
      text(fields(rest, `${place}.command`)['type'], `${place}.command.type`);
      return { at: when, command: rest } as Step;
    case 'wait':
      return { at: when, wait: true };
    default:
      return fail(place, 'buy, fill, change, cancelOrder, report, pay, command or wait');
  }
}

/** Reads a scenario that `writeScenario` wrote, or a person; throws an `UnreadableScenario`. */
export function readScenario(yaml: string): Scenario {
  const scenario = fields(parse(yaml), 'scenario');
  const { version, world, title, profile, seed, settings = {}, startsAt, steps } = scenario;
  if (version !== formatVersion) fail('version', String(formatVersion));
  if (world !== lawsWorld) fail('world', lawsWorld);
  const name = text(profile, 'profile');
  if (!isProfileName(name)) fail('profile', 'the name of a profile');
  return {
    title: text(title, 'title'),
    beginning: {
      profile: name,
      startsAt: moment(startsAt, 'startsAt'),
      settings: settingsOf(settings),
      ...(seed !== undefined && { seed: whole(seed, 'seed') }),
    },
    steps: list(steps, 'steps').map((step, i) => stepOf(step, `steps[${i}]`)),
  };
}
