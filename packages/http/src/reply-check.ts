import { z } from 'zod';
import type { Contract, RefusalContract, Reply } from './contract.ts';
import { shapeIssues } from './shape-issues.ts';
import { strayMembers } from './stray-members.ts';

/** Holds an endpoint to its contract. Both throw an error that names contract, status and difference. */
export type ReplyCheck = {
  reply(reply: Reply): void;
  /** Only the status has to be declared. */
  refusal(status: number): void;
};

/** Checks against the contract's replies and refusals, and those that the API has in common. */
export function replyCheck(contract: Contract, common: readonly RefusalContract[]): ReplyCheck {
  const refusals = new Set([...contract.refusals, ...common].map(({ status, inside }) => inside ?? status));
  const declared = [...Object.keys(contract.replies), ...refusals].join(', ');
  const undeclared = (status: number): Error =>
    new Error(`${contract.id} answered ${status}, its contract declares ${declared}`);
  return {
    reply(reply) {
      const expected = contract.replies[reply.status];
      if (expected?.schema) checkBody(`${contract.id} ${reply.status}`, expected.schema, reply);
      else if (!expected && !refusals.has(reply.status)) throw undeclared(reply.status);
    },
    refusal(status) {
      if (!refusals.has(status) && !contract.replies[status]) throw undeclared(status);
    },
  };
}

function checkBody(what: string, schema: z.ZodType, reply: Reply): void {
  if (reply.contentType !== undefined && !/\bjson\b/i.test(reply.contentType)) return;
  const body: unknown = reply.text === undefined ? reply.body : JSON.parse(reply.text);
  const result = z.safeParse(schema, body);
  const issues = result.success
    ? strayMembers(body, result.data).map((path) => `${path}: the contract does not know it`)
    : shapeIssues(schema, body, result.error).map(({ path, message }) => `${path || 'body'}: ${message}`);
  if (issues.length > 0) throw new Error(`${what} departs from its contract: ${issues.join('; ')}`);
}
