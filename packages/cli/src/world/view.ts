import { z } from 'zod';
import { second } from '../text/instant.ts';
import { type Column, table } from '../text/table.ts';

/** A world as it stands; of one in a data folder it is not told how many subscriptions it has. */
export interface WorldView {
  readonly name: string;
  readonly now: string;
  readonly events: number;
  readonly subscriptions?: number | undefined;
}

export const worldReply: z.ZodType<WorldView> = z.looseObject({
  name: z.string(),
  now: z.string(),
  events: z.int(),
  subscriptions: z.int().optional(),
});

/** Worlds, and those that are not served or cannot be read. */
export interface WorldList {
  readonly worlds: readonly WorldView[];
  readonly unavailable: readonly { readonly name: string; readonly reason: string }[];
}

export const worldsReply: z.ZodType<WorldList> = z.object({
  worlds: z.array(worldReply),
  unavailable: z.array(z.object({ name: z.string(), reason: z.string() })),
});

/** Where a world is in the control API; its name is whatever was typed. */
export const worldPath = (name: string): string => `/_sim/worlds/${encodeURIComponent(name)}`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How one world stands, on one line. */
export function worldLine({ name, now, events, subscriptions }: WorldView): string {
  const counts = [counted(events, 'event')];
  if (subscriptions !== undefined) counts.push(counted(subscriptions, 'subscription'));
  return `world ${name} is at ${second(now)} UTC, with ${counts.join(' and ')}`;
}

const columns: readonly Column<WorldView>[] = [
  { head: 'WORLD', cell: ({ name }) => name },
  { head: 'TIME', cell: ({ now }) => second(now) },
  { head: 'EVENTS', align: 'right', cell: ({ events }) => String(events) },
  { head: 'SUBSCRIPTIONS', align: 'right', cell: ({ subscriptions = '' }) => String(subscriptions) },
];

/** All of them. */
export function worldsText({ worlds, unavailable }: WorldList): string {
  const shown = worlds.length === 0 ? 'there are no worlds' : table(worlds, columns);
  return [
    ...(worlds.length === 0 && unavailable.length > 0 ? [] : [shown]),
    ...unavailable.map(({ name, reason }) => `${name} is not available: ${reason}`),
  ].join('\n');
}
