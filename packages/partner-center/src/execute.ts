import type { Command, DomainError, DomainEvent } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import type { PartnerContext } from './context.ts';
import type { PartnerProblem } from './problem.ts';

/** Ends the request with a refusal of the domain, told by the world's edition of the codes. */
export function refuseDomain({ engine }: Pick<PartnerContext, 'engine'>, error: DomainError): never {
  return refuse<PartnerProblem>({ kind: 'domain', error, list: engine.state.settings['error.list'] });
}

/** Runs a command; a refused one ends the request. */
export function execute(ctx: Pick<PartnerContext, 'engine'>, command: Command): readonly DomainEvent[] {
  const outcome = ctx.engine.execute(command);
  return outcome.ok ? outcome.value : refuseDomain(ctx, outcome.error);
}
