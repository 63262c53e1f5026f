import type { Engine, Publisher, State, Subscription } from '@marketsim/core';
import type { AlterBody, Intercept, InterceptAction, Intercepted, VerifiedToken } from '@marketsim/http';
import type { RequestStrike } from './fault-kind.ts';
import { type ActiveFault, activeFaults, meets } from './meeting.ts';

/** What is known of the caller of either API. */
interface FaultyCaller {
  readonly engine: Engine;
  readonly token: VerifiedToken;
  readonly publisher?: Publisher;
}

type Call = Intercepted<FaultyCaller>;

/**
 * The faults of a world, as both APIs meet them. Of those that end a request, or hold it up, the one that was switched
 * on first has it; changes of the answer's body add up.
 */
export const requestFaults: Intercept<FaultyCaller> = (call) => {
  const { engine } = call.ctx;
  if (engine.state.faults.size === 0) return undefined;
  const subscription = subscriptionOf(call, engine.state);
  const publisherId = call.ctx.publisher?.id ?? subscription?.publisherId;
  const { id: route, path } = call.contract;
  const api = path.startsWith('/api') ? 'fulfillment' : 'partnerCenter';
  const scope = { publisherId, subscriptionId: subscription?.id, route, api };
  const subject = subscription?.id ?? publisherId ?? call.ctx.token.tenantId;
  const alters: AlterBody[] = [];
  for (const active of activeFaults(engine, scope)) {
    const action = actionOf(active, strikeOf(call, active, subscription));
    if (!action || !meets(engine, active.fault, subject)) continue;
    if (action.kind !== 'alter') return action;
    alters.push(action.alter);
  }
  return alters.length === 0 ? undefined : { kind: 'alter', alter: inTurn(alters) };
};

/** By the path, or by the purchase token of the call (SF 2.3). */
function subscriptionOf(
  { params, request }: Call,
  { subscriptions, tokens }: State,
): Subscription | undefined {
  const named = params['subscriptionId']?.toLowerCase();
  const token = request.header('x-ms-marketplace-token')?.trim();
  return subscriptions.get(named ?? tokens.get(token ?? '')?.subscriptionId ?? '');
}

const strikeOf = (
  { request, contract, params, ctx: { engine, token } }: Call,
  { fault: { parameters, struck } }: ActiveFault,
  subscription: Subscription | undefined,
): RequestStrike => ({
  ...{
    state: engine.state,
    now: engine.now(),
    request,
    contract,
    params,
    token,
    parameters,
    struck,
  },
  ...(subscription && { subscription }),
});

function actionOf({ kind }: ActiveFault, strike: RequestStrike): InterceptAction | undefined {
  const { routes, concerns, act } = kind.request ?? {};
  const isConcerned =
    (routes?.includes(strike.contract.id) ?? true) && (concerns === undefined || concerns(strike));
  return isConcerned ? act?.(strike) : undefined;
}

const inTurn =
  (alters: readonly AlterBody[]): AlterBody =>
  (body, status) =>
    alters.reduce((changed, alter) => alter(changed, status), body);
