import { isDeepStrictEqual } from 'node:util';
import {
  type Setting,
  type Settings,
  type SettingValue,
  settingIdOf,
  settingsRegistry,
} from '@marketsim/core';
import type { Contract } from '@marketsim/http';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { settingValue } from '../definition/schema.ts';
import { withSettings } from '../worlds/recipe.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { type ControlProblem, domainProblem, refusing } from './problem.ts';

const view = z.object({
  settings: z.record(z.string(), settingValue).describe('Every setting by id, as it is now.'),
  described: z
    .array(
      z.object({
        id: z.string(),
        description: z.string(),
        source: z.string(),
        default: settingValue,
        aliases: z.array(z.string()),
        kind: z.enum(['duration', 'choice', 'flag', 'text', 'integer', 'list']),
        pattern: z.string().optional(),
        shape: z.string().optional().describe('The form of a text, in words.'),
        values: z.array(z.string()).optional(),
        minimum: z.int().optional(),
        maximum: z.int().optional(),
      }),
    )
    .describe('What each setting changes, and which values it takes.'),
});

const described = Object.entries(settingsRegistry).map(([id, entry]) => {
  const setting: Setting = entry;
  const { aliases = [], ...rest } = setting;
  return compact({ id, ...rest, aliases });
});

const viewOf = ({ engine }: SimulatedWorld) => ({ settings: engine.state.settings, described });

/** CTL-9: the world's settings. */
export const readSettings = worldEndpoint({
  contract: {
    id: 'CTL-9',
    method: 'get',
    path: '/_sim/settings',
    summary: 'The settings of a world, with what each one means',
    source: 'RB 1',
    tag: 'Settings',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: { 200: { description: 'The settings.', schema: view } },
  },
  handle: (_, { world }) => ({ status: 200, body: viewOf(world) }),
});

const changedView = z.object({
  changed: z
    .record(z.string(), z.object({ from: settingValue, to: settingValue }))
    .describe('By id those that are not as they were.'),
  ...view.shape,
});

const changeContract = {
  id: 'CTL-10',
  method: 'patch',
  path: '/_sim/settings',
  summary: 'Changes settings by id or alias, all or none; what rules captured before stays as it was',
  source: 'RB 1',
  tag: 'Settings',
  params: z.object({}),
  query: worldQuery,
  body: z.record(z.string(), settingValue),
  replies: {
    200: { description: 'What was changed, and the settings as they are now.', schema: changedView },
  },
  refusals: [
    { status: 404, code: 'settingUnknown', when: 'there is no such setting' },
    { status: 400, code: 'settingInvalid', when: 'the value does not fit; the message says what would' },
  ],
} as const satisfies Contract;

const plain = (value: SettingValue) => (typeof value === 'object' ? [...value] : value);

function changesOf(before: Settings, now: Settings): z.output<typeof changedView>['changed'] {
  const values = new Map<string, SettingValue>(Object.entries(before));
  const changes = Object.entries(now).flatMap(([id, to]) => {
    const from = values.get(id);
    return from === undefined || isDeepStrictEqual(from, to)
      ? []
      : [[id, { from: plain(from), to: plain(to) }] as const];
  });
  return Object.fromEntries(changes);
}

/** CTL-10: changes settings. */
export const changeSettings = worldEndpoint({
  contract: changeContract,
  handle: async ({ body }, { world }) => {
    const before = world.engine.state.settings;
    await refusing(() => withSettings(before, body));
    for (const [name, value] of Object.entries(body)) {
      const outcome = world.engine.execute({
        type: 'ChangeSetting',
        name: settingIdOf(name) ?? name,
        value,
      });
      if (!outcome.ok) refuse<ControlProblem>(domainProblem(outcome.error));
    }
    return {
      status: 200,
      body: { changed: changesOf(before, world.engine.state.settings), ...viewOf(world) },
    };
  },
});
