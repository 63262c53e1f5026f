import { z } from 'zod';
import { accountBehaviourSchema } from './behaviour.ts';
import { headersSchema } from './headers.ts';
import { strictly } from './strictly.ts';

const address = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

const segment = '[A-Za-z0-9][A-Za-z0-9._-]{0,99}';

/** Steps that must be done before a change (ACT-08, CAN-10). */
export const stepSchema = z.object({
  name: z.string().min(1).max(100),
  owner: z.enum(['partner', 'customer', 'publisher']),
  before: z.enum(['activation', 'cancel', 'quantity']),
});

/** A setup step or gate of the publisher. */
export type Step = z.output<typeof stepSchema>;

/** Everything about an account but its key: the body of `PUT /accounts/{world}/{publisher}`. */
export const accountSettings = strictly({
  name: z.string().min(1).max(200),
  tenantId: z.guid(),
  applicationId: z.guid(),
  clientSecret: z.string().min(1),
  authority: address,
  marketplace: address,
  extension: address.optional(),
  idle: address.optional(),
  clock: address.optional(),
  headers: headersSchema.default({}),
  setupForm: z.boolean().default(true),
  steps: z.array(stepSchema).default([]),
  tooFewSeats: z.enum(['refuse', 'ask']).default('refuse'),
  behaviour: accountBehaviourSchema.default({ behaviour: 'accept' }),
  seed: z.int().min(0).default(0),
});

/**
 * One publisher in one world. `key` is `world/publisher` and the prefix of its paths; `authority` issues and
 * describes tokens; `marketplace` is the base of the fulfillment API; `extension` takes licence and step
 * reports, and is the simulator's, not Microsoft's; `idle` is told of each operation whose webhook is dealt with;
 * `clock` tells and streams the world's time, and without it real time counts;
 * `headers` go along with every call to these; `steps` are required of each subscription whose landing page is
 * opened; `tooFewSeats` is what becomes of a change that would leave users without a seat; `seed` is what `jitterMs` of behaviours is drawn from.
 */
export const accountSchema = accountSettings.extend({
  key: z
    .string()
    .regex(new RegExp(`^${segment}/${segment}$`), 'must be world/publisher')
    .refine((key) => !key.startsWith('accounts/'), 'the name accounts is taken'),
});

/** An account as it is kept. */
export type Account = z.output<typeof accountSchema>;

/** An account as it is given: addresses may end in a slash, what has a default may be left out. */
export type AccountInput = z.input<typeof accountSchema>;
