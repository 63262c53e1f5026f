import type { Request, Response } from 'express';
import { z } from 'zod';
import type { House } from '../house.ts';
import { wordsOf } from '../shape-words.ts';
import { strictly } from '../strictly.ts';
import { questionsOf } from './questions.ts';
import { backOf, isForm, refuseDesk } from './reply.ts';

const answerBody = strictly({ status: z.enum(['Success', 'Failure']).default('Success') });

/** `GET …/operations`: what waits for an answer, oldest first, and what has been decided, newest first. */
export async function readOperations(house: House, _req: Request, res: Response): Promise<void> {
  res.json(await questionsOf(house));
}

/** `POST …/operations/{id}/answer`: gives the answer that is owed; 404 when none is. */
export async function answerOperation(house: House, req: Request, res: Response): Promise<void> {
  const call = { house, req, res };
  const read = answerBody.safeParse(req.body ?? {});
  if (!read.success) return refuseDesk(call, 400, wordsOf(read.error));
  const operationId = String(req.params['id']);
  const owed = house.openAnswers.find(operationId);
  if (!owed) return refuseDesk(call, 404, 'no answer is owed to this operation');
  const answer = await owed.give(read.data.status);
  if (isForm(req)) return res.redirect(303, backOf(house, req, owed.subscriptionId));
  res.json({ operationId, answer });
}
