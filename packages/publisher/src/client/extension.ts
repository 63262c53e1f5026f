import { z } from 'zod';
import { type Step, stepSchema } from '../account.ts';
import type { AuthorizedCall } from './token.ts';
import { type Outcome, readAs } from './wire.ts';

const standing = z.object({ steps: z.array(stepSchema.extend({ done: z.boolean() })) });
const nothing = z.unknown().transform(() => undefined);

/** A step with whether it is done. */
export type StepState = z.output<typeof standing>['steps'][number];

/** The simulator's publisher extension, which is not Microsoft's (ACT-08, ACT-10, CAN-10). */
export interface Extension {
  readonly assign: (id: string, assigned: number) => Promise<Outcome<undefined>>;
  readonly requireStep: (id: string, step: Step) => Promise<Outcome<undefined>>;
  readonly completeStep: (id: string, name: string) => Promise<Outcome<undefined>>;
  readonly steps: (id: string) => Promise<Outcome<readonly StepState[]>>;
}

/** The extension behind `base`, such as `http://127.0.0.1:4600/_sim/publisher`. */
export function extensionAt(base: string, call: AuthorizedCall): Extension {
  const at = (id: string, rest: string): string => `${base}/subscriptions/${encodeURIComponent(id)}${rest}`;
  const post = async (url: string, json: unknown): Promise<Outcome<undefined>> =>
    readAs(await call({ method: 'POST', url, json }), nothing);
  return {
    assign: (id, assigned) => post(at(id, '/licenses'), { assigned }),
    requireStep: (id, step) => post(at(id, '/steps'), step),
    completeStep: (id, name) => post(at(id, `/steps/${encodeURIComponent(name)}/complete`), {}),
    steps: async (id) => {
      const read = readAs(await call({ method: 'GET', url: at(id, '') }), standing);
      return read.ok ? { ok: true, value: read.value.steps } : read;
    },
  };
}
