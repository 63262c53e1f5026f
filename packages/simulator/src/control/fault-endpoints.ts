import { type Fault, isOn } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { faultCommand } from '../faults/switch-on.ts';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { faultView, faultViewOf } from './fault-view.ts';
import { type ControlProblem, domainProblem, invalid, notThere } from './problem.ts';

const tag = 'Faults';
const nothing = z.object({});
const one = z.object({ fault: z.string().describe('Id or name.') });
const unknown = { status: 404, code: 'faultNotFound', when: 'there is no such fault' } as const;

const wish = z.strictObject({
  name: z.string().describe('Such as F16, or throttled; GET /_sim/pitfalls lists them.'),
  publisherId: z.string().optional(),
  subscriptionId: z.string().optional(),
  route: z.string().optional().describe('Id of an endpoint, action of a webhook, or name of an API.'),
  count: z.int().min(1).optional().describe('How often it strikes at most.'),
  probability: z.number().gt(0).max(1).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

/** CTL-70: switches a fault on. */
export const switchOn = worldEndpoint({
  contract: {
    id: 'CTL-70',
    method: 'post',
    path: '/_sim/faults',
    summary: 'Switches a fault on',
    source: 'SF 10, FLT-01, FLT-02',
    tag,
    params: nothing,
    query: worldQuery,
    body: wish,
    refusals: [
      { status: 400, code: 'invalid', when: 'there is no such fault, or it does not take what is given' },
      { status: 404, code: 'publisherNotFound', when: 'there is no such publisher' },
      { status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' },
    ],
    replies: { 201: { description: 'The fault, with its symptom.', schema: faultView } },
  },
  handle: ({ body }, { world: { engine } }) => {
    const read = faultCommand(body);
    if (!read.ok) return refuse<ControlProblem>(invalid(read.misfit.target, read.misfit.message));
    const outcome = engine.execute(read.command);
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    const on = outcome.value.find((event) => event.type === 'FaultSwitchedOn');
    if (!on) throw new Error('a fault was switched on without a trace');
    const { fault } = on;
    return { status: 201, body: faultViewOf(fault), headers: { Location: `/_sim/faults/${fault.id}` } };
  },
});

/** CTL-71: the faults of a world. */
export const listFaults = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-71',
    method: 'get',
    path: '/_sim/faults',
    summary: 'The faults that are on, oldest first, and how often each has struck',
    source: 'SF 10',
    tag,
    params: nothing,
    query: worldQuery.extend({
      all: z.enum(['true', 'false']).default('false').describe('Whether those are listed too that are over.'),
    }),
    refusals: [],
    replies: { 200: { description: 'The faults.', schema: z.object({ faults: z.array(faultView) }) } },
  },
  handle: ({ query: { all } }, { world }) => {
    const known = [...world.engine.state.faults.values()];
    const faults = known.filter((fault) => all === 'true' || isOn(fault));
    return { status: 200, body: { faults: faults.map(faultViewOf) } };
  },
});

/** Those that are named by id, over or not, or by name and are not switched off. */
function locate({ world }: WorldContext, { fault }: z.output<typeof one>): readonly Fault[] {
  const { faults } = world.engine.state;
  const byId = faults.get(fault.toLowerCase());
  const byName = [...faults.values()].filter(
    ({ name, isOff }) => !isOff && name.toLowerCase() === fault.toLowerCase(),
  );
  if (byId) return [byId];
  if (byName.length > 0) return byName;
  return refuse<ControlProblem>(notThere('faultNotFound', `there is no fault ${fault}`));
}

/** CTL-72: one fault, or those of one name. */
export const readFault = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-72',
    method: 'get',
    path: '/_sim/faults/:fault',
    summary: 'One fault, by id, or those of one name',
    source: 'SF 10',
    tag,
    params: one,
    query: worldQuery,
    refusals: [unknown],
    replies: { 200: { description: 'The faults.', schema: z.object({ faults: z.array(faultView) }) } },
  },
  locate,
  handle: ({ found }) => ({ status: 200, body: { faults: found.map(faultViewOf) } }),
});

const off = z.object({ faults: z.array(faultView).describe('What was switched off.') });

function offReply(faults: readonly Fault[], { world: { engine } }: WorldContext) {
  for (const { id: faultId } of faults) {
    const outcome = engine.execute({ type: 'SwitchOffFault', faultId });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
  }
  const now = faults.flatMap(({ id }) => engine.state.faults.get(id) ?? []);
  return { status: 200, body: { faults: now.map(faultViewOf) } };
}

/** CTL-73: switches one off, or those of one name. */
export const switchOff = worldEndpoint({
  contract: {
    id: 'CTL-73',
    method: 'delete',
    path: '/_sim/faults/:fault',
    summary: 'Switches a fault off, by id, or those of one name',
    source: 'SF 10',
    tag,
    params: one,
    query: worldQuery,
    refusals: [unknown],
    replies: { 200: { description: 'What was switched off.', schema: off } },
  },
  locate,
  handle: ({ found }, context) => offReply(found, context),
});

/** CTL-74: switches all off. */
export const switchAllOff = worldEndpoint({
  contract: {
    id: 'CTL-74',
    method: 'delete',
    path: '/_sim/faults',
    summary: 'Switches every fault off',
    source: 'SF 10',
    tag,
    params: nothing,
    query: worldQuery,
    refusals: [],
    replies: { 200: { description: 'What was switched off.', schema: off } },
  },
  handle: (_, context) => {
    const faults = [...context.world.engine.state.faults.values()].filter(({ isOff }) => !isOff);
    return offReply(faults.toReversed(), context);
  },
});
