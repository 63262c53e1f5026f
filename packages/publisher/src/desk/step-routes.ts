import type { Request, Response } from 'express';
import { stepSchema } from '../account.ts';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';
import { wordsOf } from '../shape-words.ts';
import { completeStep, requireStep, stepsOf } from '../steps/steps.ts';
import { strictly } from '../strictly.ts';
import { deskOf, isForm, refuseDesk } from './reply.ts';

interface Call {
  readonly house: House;
  readonly req: Request;
  readonly res: Response;
}

const idOf = (req: Request): string => String(req.params['id']);

/** The marketplace's refusal is passed on; when it gave no usable answer, that is 502. */
async function finish(call: Call, outcome: Outcome<undefined>): Promise<void> {
  const { house, req, res } = call;
  if (!outcome.ok) {
    const status = outcome.status >= 400 && outcome.status < 500 ? outcome.status : 502;
    return refuseDesk(call, status, `The marketplace did not accept the step: ${outcome.message}`);
  }
  if (isForm(req)) return res.redirect(303, deskOf(house, idOf(req)));
  res.json({ steps: await stepsOf(house, idOf(req)) });
}

const newStep = strictly(stepSchema.shape);

/** `POST …/subscriptions/{id}/steps`: a change is held up until the step is done (CAN-10, QTY-18). */
export async function postStep(house: House, req: Request, res: Response): Promise<void> {
  const read = newStep.safeParse(req.body);
  if (!read.success) return refuseDesk({ house, req, res }, 400, wordsOf(read.error));
  await finish({ house, req, res }, await requireStep(house, idOf(req), read.data));
}

/** `POST …/subscriptions/{id}/steps/{name}/complete`: the step is done, whoever's it is. */
export async function postStepDone(house: House, req: Request, res: Response): Promise<void> {
  await finish({ house, req, res }, await completeStep(house, idOf(req), String(req.params['name'])));
}

/** `GET …/subscriptions/{id}/steps`: all steps with whether they are done. */
export async function readSteps(house: House, req: Request, res: Response): Promise<void> {
  res.json({ steps: await stepsOf(house, idOf(req)) });
}
