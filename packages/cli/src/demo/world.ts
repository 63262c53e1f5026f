import { randomUUID } from 'node:crypto';
import type { Control } from '../api/control.ts';
import { nothing } from '../api/control.ts';
import { storyBegins, storyDefinition } from './definition.ts';

/** A name for one more telling of the story in a simulator that others use too. */
export const freshName = (): string => `demo-${randomUUID().slice(0, 8)}`;

/** Makes a world for one telling of the story, whose clock stands still. */
export async function makeWorld(control: Control, name: string): Promise<void> {
  const body = { name, startsAt: storyBegins, clock: 'frozen', definition: storyDefinition };
  await control.call({ method: 'POST', path: '/_sim/worlds', body, reply: nothing });
}

/** Forgets it. */
export async function deleteWorld(control: Control, name: string): Promise<void> {
  await control.call({ method: 'DELETE', path: `/_sim/worlds/${name}`, reply: nothing });
}
