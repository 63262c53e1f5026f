import type { Request, Response } from 'express';
import { type Account, accountSchema, accountSettings } from './account.ts';
import type { Accounts } from './accounts.ts';
import { problem } from './problem.ts';
import { wordsOf } from './shape-words.ts';

const keyOf = (req: Request): string => `${req.params['world']}/${req.params['publisher']}`;

/** An account as others may see it: without its secret. */
const shown = ({ key, name, tenantId, applicationId }: Account): object => ({
  key,
  name,
  tenantId,
  applicationId,
  landing: `/${key}/landing`,
  webhook: `/${key}/webhook`,
});

/** `PUT /accounts/{world}/{publisher}`: 201 for a new account, 200 for new settings of a known one. */
export const putAccount =
  (accounts: Accounts) =>
  (req: Request, res: Response): void => {
    const key = keyOf(req);
    const settings = accountSettings.safeParse(req.body);
    if (!settings.success) {
      problem(res, 400, wordsOf(settings.error));
      return;
    }
    const account = accountSchema.safeParse({ ...settings.data, key });
    if (!account.success) {
      problem(res, 400, wordsOf(account.error));
      return;
    }
    const status = accounts.find(key) ? 200 : 201;
    res.status(status).json(shown(accounts.register(account.data)));
  };

/** `DELETE /accounts/{world}/{publisher}`: 204, or 404 when there is no such account. */
export const deleteAccount =
  (accounts: Accounts) =>
  (req: Request, res: Response): void => {
    if (!accounts.remove(keyOf(req))) {
      problem(res, 404, 'there is no such account');
      return;
    }
    res.status(204).end();
  };
