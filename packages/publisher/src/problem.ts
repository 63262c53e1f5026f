import type { Response } from 'express';

/** A refusal for programs: status and words, nothing of the inside. */
export const problem = (res: Response, status: number, message: string): void => {
  res.status(status).json({ error: { code: String(status), message } });
};
