import { momentField, presetField, profileField, settingValue } from '@marketsim/simulator';
import { z } from 'zod';
import { type ActionName, actionNames, actions } from './actions.ts';
import { expectation } from './expectations.ts';
import type { Frozen } from './frozen.ts';

const world = z
  .strictObject({
    file: z.string().optional().describe('Path of a world file, from the folder of the scenario.'),
    definition: z
      .looseObject({ version: z.literal(1) })
      .optional()
      .describe('A world as world files have it; world.schema.json tells what they have.'),
    seed: z
      .int()
      .min(0)
      .optional()
      .describe('Ids derive from it; with it alone the world is the made-up one.'),
  })
  .refine(({ file, definition }) => file === undefined || definition === undefined, {
    error: 'expected file or definition, not both',
    path: ['definition'],
  });

/** One step of a story. */
export const stepFormat = z
  .strictObject({
    at: momentField.optional().describe('The clock goes there first.'),
    note: z.string().optional().describe('What the story says instead of its own words.'),
    ...actions,
    refused: z.string().optional().describe('The action is refused with this code, and changes nothing.'),
    expect: expectation.optional(),
  })
  .superRefine((given, context) => {
    const done = actionNames.filter((name) => given[name] !== undefined);
    const [, second] = done;
    const fail = (message: string, path: readonly string[] = []): void =>
      context.addIssue({ code: 'custom', message, path: [...path] });
    if (second !== undefined)
      fail(`a step does one thing, and this one does ${done.join(' and ')}`, [second]);
    if (given.refused !== undefined && done.length === 0)
      fail('nothing is done that could be refused', ['refused']);
    if (done.length === 0 && given.at === undefined && given.expect === undefined)
      fail(`expected at, expect, or one of ${actionNames.join(', ')}`);
  });

/**
 * A story that can be run, as users write it: the world in which it happens, steps in time, and what must be so after
 * them. `world: laws` stands for another form, in which the search of the laws writes its counterexamples.
 */
export const storyFormat = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1),
  rules: z.array(z.string()).default([]).describe('Ids of the rules and laws that the story is about.'),
  world: world.default({}),
  profile: profileField.optional(),
  preset: presetField.optional(),
  settings: z.record(z.string(), settingValue).default({}),
  startsAt: momentField.optional(),
  steps: z.array(stepFormat).min(1),
});

/** A story as it is written, with its defaults filled in. */
export type Story = Frozen<z.output<typeof storyFormat>>;

/** One step of it. */
export type StoryStep = Story['steps'][number];

/** The word for what a step does, if it does anything. */
export const actionOf = (given: StoryStep): ActionName | undefined =>
  actionNames.find((name) => given[name] !== undefined);
