import { type Command, createIds, type DomainError, type DomainEvent } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { isAudited } from './audit/subject.ts';
import type { PartnerContext } from './context.ts';
import type { PartnerProblem } from './problem.ts';

type Caller = Pick<PartnerContext, 'engine' | 'token' | 'request'>;

/** Ends the request with a refusal of the domain, told by the world's edition of the codes. */
export function refuseDomain({ engine }: Pick<PartnerContext, 'engine'>, error: DomainError): never {
  return refuse<PartnerProblem>({ kind: 'domain', error, list: engine.state.settings['error.list'] });
}

/** Runs a command, and notes who gave it where that is audited; a refused one ends the request. */
export function execute(caller: Caller, command: Command): readonly DomainEvent[] {
  const outcome = caller.engine.execute(command);
  if (!outcome.ok) return refuseDomain(caller, outcome.error);
  if (outcome.value.some(isAudited)) noteCall(caller, outcome.value);
  return outcome.value;
}

/**
 * Notes the call beside what it led to (PC 8.1). A correlation id that the caller did not send is made from the call's
 * place in history, and sent back as well: the same calls make the same history.
 */
function noteCall({ engine, token, request }: Caller, events: readonly DomainEvent[]): void {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return;
  if (!request.header('MS-CorrelationId')) {
    request.correlationId = createIds(engine.seed, engine.world).guid('correlation', first.seq);
  }
  const { correlationId } = request;
  const { applicationId, userName } = token;
  const caller = { correlationId, applicationId, ...(userName !== undefined && { userName }) };
  engine.log.append([{ type: 'CallNoted', v: 1, first: first.seq, last: last.seq, ...caller }]);
}
