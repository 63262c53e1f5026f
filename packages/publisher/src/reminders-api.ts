import type { Request, Response } from 'express';
import type { House } from './house.ts';
import { type AnswerReminder, type Reminder, remindersSchema } from './memo.ts';
import { problem } from './problem.ts';
import { wordsOf } from './shape-words.ts';
import { owingAgain } from './webhook/owing.ts';

const isAnswer = (reminder: Reminder): reminder is AnswerReminder => reminder.memo.what === 'answer';

/** Does what was put off, when its instant comes. */
async function resume(house: House, reminder: Reminder): Promise<void> {
  const { memo } = reminder;
  try {
    if (isAnswer(reminder)) await owingAgain(house, reminder);
    else if (memo.what === 'usage') await house.steadyUse.goOn(memo.meters);
  } catch (error) {
    house.environment.log(`${house.account.key} what was put off is not done: ${String(error)}`);
  }
}

/**
 * `POST /accounts/{world}/{publisher}/appointments`: what the account has put off, as its world has kept it; 204, or 400
 * for what is no list of appointments. What is known here already is not done twice.
 */
export function postReminders(house: House, req: Request, res: Response): void {
  const read = remindersSchema.safeParse(req.body);
  if (!read.success) {
    problem(res, 400, wordsOf(read.error));
    return;
  }
  for (const reminder of read.data.appointments) void resume(house, reminder);
  res.status(204).end();
}
