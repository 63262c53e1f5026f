import assert from 'node:assert/strict';
import { Given, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Switches a fault on, everywhere in the world, by its name; see docs/faults.md. */
Given(
  { en: 'the fault {string} is on', sv: 'felet {string} är på' },
  async function (this: StoryWorld, name: string) {
    const { status, text } = await this.control('/faults', { method: 'POST', body: { name } });
    assert.equal(status, 201, text);
  },
);

/** Switches it off again. */
When(
  { en: 'the fault {string} is switched off', sv: 'felet {string} slås av' },
  async function (this: StoryWorld, name: string) {
    const { status, text } = await this.control(`/faults/${name}`, { method: 'DELETE' });
    assert.equal(status, 200, text);
  },
);
