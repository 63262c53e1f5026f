import { randomUUID } from 'node:crypto';
import type { Control } from '../api/control.ts';
import { nothing } from '../api/control.ts';
import { storyBegins, storyDefinition } from './definition.ts';

/** Makes a world for one telling of the story, whose clock stands still; resolves to its name. */
export async function makeWorld(control: Control): Promise<string> {
  const name = `demo-${randomUUID().slice(0, 8)}`;
  const body = { name, startsAt: storyBegins, clock: 'frozen', definition: storyDefinition };
  await control.call({ method: 'POST', path: '/_sim/worlds', body, reply: nothing });
  return name;
}

/** Forgets it. */
export async function deleteWorld(control: Control, name: string): Promise<void> {
  await control.call({ method: 'DELETE', path: `/_sim/worlds/${name}`, reply: nothing });
}
