import { type Fault, isOn } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { faultKinds, pitfallOf } from '../faults/catalog.ts';

/** A fault that was switched on. */
export const faultView = z
  .object({
    id: z.string(),
    name: z.string(),
    does: z.string(),
    isOn: z.boolean().describe('Whether it can still strike.'),
    struck: z.int().describe('How often it has struck.'),
    publisherId: z.string().optional(),
    subscriptionId: z.string().optional(),
    route: z.string().optional().describe('Id of an endpoint, action of a webhook, or name of an API.'),
    count: z.int().optional().describe('How often it strikes at most.'),
    probability: z.number(),
    parameters: z.record(z.string(), z.unknown()),
    title: z.string().optional(),
    symptom: z.string().optional().describe('What a publisher sees of it.'),
    correct: z.string().optional().describe('What a correct client does.'),
    source: z.string().optional(),
  })
  .meta({ id: 'Fault' });

/** A fault with what is documented of it. */
export function faultViewOf(fault: Fault): z.output<typeof faultView> {
  const { id, name, scope, count, probability, parameters, struck } = fault;
  const { title, symptom, correct, source } = pitfallOf(name) ?? {};
  const does = faultKinds.get(name)?.does ?? 'is not known to this version';
  return {
    ...{ id, name, does, isOn: isOn(fault), struck },
    ...scope,
    ...{ probability, parameters: { ...parameters } },
    ...compact({ count, title, symptom, correct, source }),
  };
}
