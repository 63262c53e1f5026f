import type { Request, Response } from 'express';
import { behaviourDetails, behaviourSchema, usersOf } from '../behaviour.ts';
import { accountWide } from '../behaviours.ts';
import type { House } from '../house.ts';
import { problem } from '../problem.ts';
import { wordsOf } from '../shape-words.ts';
import { backOf, refuseDesk } from './reply.ts';

const targetOf = (req: Request): string => String(req.params['id'] ?? accountWide);

const whole = /^\d{1,9}$/;

const unused = ({ behaviour }: { readonly behaviour?: unknown }): readonly string[] =>
  behaviourDetails.filter((detail) => !usersOf(detail).some((name) => name === behaviour));

/**
 * A form's fields as a program would send them: numbers as numbers, and nothing that was left empty, or that the form
 * does not show with the chosen behaviour.
 */
function fieldsOf(body: unknown): Record<string, unknown> {
  const form: object = Object(body);
  const hidden = unused(form);
  const filled = Object.entries(form).filter(([name, value]) => value !== '' && !hidden.includes(name));
  return Object.fromEntries(
    filled.map(([name, value]) => [
      name,
      typeof value === 'string' && whole.test(value) ? Number(value) : value,
    ]),
  );
}

/**
 * `PUT …/behaviour`, `PUT …/subscriptions/{id}/behaviour`: how webhooks are answered from now on; 400 for what
 * is no behaviour.
 */
export function putBehaviour({ behaviours }: House, req: Request, res: Response): void {
  const read = behaviourSchema.safeParse(req.body);
  if (read.success) {
    behaviours.set(targetOf(req), read.data);
    res.json(read.data);
  } else {
    problem(res, 400, wordsOf(read.error));
  }
}

/** `POST` of the same paths, from the desk's form, where no behaviour at all means the account's. */
export function postBehaviour(house: House, req: Request, res: Response): void {
  const { behaviours } = house;
  const fields = fieldsOf(req.body);
  const read = behaviourSchema.optional().safeParse('behaviour' in fields ? fields : undefined);
  if (!read.success) {
    refuseDesk({ house, req, res }, 400, wordsOf(read.error));
    return;
  }
  if (read.data) behaviours.set(targetOf(req), read.data);
  else behaviours.clear(targetOf(req));
  res.redirect(303, backOf(house, req, req.params['id']?.toString()));
}

/** `DELETE` of the same paths: the account's behaviour holds again; 404 when nothing else was set. */
export function clearBehaviour({ behaviours }: House, req: Request, res: Response): void {
  if (behaviours.clear(targetOf(req))) res.status(204).end();
  else problem(res, 404, 'no behaviour was set here');
}
