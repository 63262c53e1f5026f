import type { DomainEvent, State } from '@marketsim/core';
import type { Reply, RequestInfo } from '@marketsim/http';
import { apiVersion } from '../api-version.ts';
import { linkBase } from '../links.ts';
import { correlationIdHeader, requestIdHeader } from '../request-ids.ts';

/**
 * 202 with the operation to poll (SF 2.8). A caller that sends no ids of its own gets the operation's as both
 * (SF 1.3).
 */
export function acceptedReply(
  events: readonly DomainEvent[],
  request: RequestInfo,
  state: Pick<State, 'settings'>,
): Reply {
  const opened = events.find((event) => event.type === 'OperationOpened');
  if (!opened) throw new Error('a change was accepted without an operation');
  const { id, subscriptionId } = opened.operation;
  const anonymous = !request.header(requestIdHeader) && !request.header(correlationIdHeader);
  return {
    status: 202,
    headers: {
      'Operation-Location': `${linkBase(state, request)}/api/saas/subscriptions/${subscriptionId}/operations/${id}?api-version=${apiVersion}`,
      'Operation-Id': id,
      'Retry-After': '10',
      ...(anonymous && { [requestIdHeader]: id, [correlationIdHeader]: id }),
    },
  };
}
