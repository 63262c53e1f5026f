import { z } from 'zod';
import { type Step, stepSchema } from '../account.ts';
import type { AuthorizedCall } from './token.ts';
import { type Outcome, readAs } from './wire.ts';

const standing = z.object({
  steps: z.array(stepSchema.extend({ done: z.boolean() })),
  openOperation: z.object({ id: z.string(), acknowledgeBy: z.string().optional() }).optional(),
});
const nothing = z.unknown().transform(() => undefined);

/** A step with whether it is done. */
export type StepState = z.output<typeof standing>['steps'][number];

/** An instant of world time, UTC, and what is to be done there. */
interface Wish {
  readonly name: string;
  readonly at: string;
  readonly memo: object;
}

/** The simulator's publisher extension, which is not Microsoft's (ACT-08, ACT-10, CAN-10). */
export interface Extension {
  readonly assign: (id: string, assigned: number) => Promise<Outcome<undefined>>;
  readonly requireStep: (id: string, step: Step) => Promise<Outcome<undefined>>;
  readonly completeStep: (id: string, name: string) => Promise<Outcome<undefined>>;
  readonly steps: (id: string) => Promise<Outcome<readonly StepState[]>>;
  /** Until when the open operation of a subscription can be answered: world time, UTC; nothing where that is not known. */
  readonly acknowledgeBy: (id: string, operationId: string) => Promise<string | undefined>;
  /** Has the clock stop at an instant until the appointment of that name is kept; another of the name replaces it. */
  readonly appoint: (wish: Wish) => Promise<Outcome<undefined>>;
  readonly keep: (name: string) => Promise<Outcome<undefined>>;
}

/** The extension behind `base`, such as `http://127.0.0.1:4600/_sim/publisher`. */
export function extensionAt(base: string, call: AuthorizedCall): Extension {
  const at = (id: string, rest: string): string => `${base}/subscriptions/${encodeURIComponent(id)}${rest}`;
  const post = async (url: string, json: unknown): Promise<Outcome<undefined>> =>
    readAs(await call({ method: 'POST', url, json }), nothing);
  const read = async (id: string): Promise<Outcome<z.output<typeof standing>>> =>
    readAs(await call({ method: 'GET', url: at(id, '') }), standing);
  const appointments = `${base}/appointments`;
  return {
    assign: (id, assigned) => post(at(id, '/licenses'), { assigned }),
    requireStep: (id, step) => post(at(id, '/steps'), step),
    completeStep: (id, name) => post(at(id, `/steps/${encodeURIComponent(name)}/complete`), {}),
    steps: async (id) => {
      const stands = await read(id);
      return stands.ok ? { ok: true, value: stands.value.steps } : stands;
    },
    acknowledgeBy: async (id, operationId) => {
      const stands = await read(id);
      const open = stands.ok ? stands.value.openOperation : undefined;
      return open?.id.toLowerCase() === operationId.toLowerCase() ? open.acknowledgeBy : undefined;
    },
    appoint: (wish) => post(appointments, wish),
    keep: (name) => post(`${appointments}/${encodeURIComponent(name)}/kept`, {}),
  };
}
