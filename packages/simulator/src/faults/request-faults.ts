import type { Engine, Publisher, SettingOverrides, State, Subscription } from '@marketsim/core';
import type { AlterBody, InterceptAction, Intercepted, Interception, VerifiedToken } from '@marketsim/http';
import { compact } from '../compact.ts';
import { type RequestStrike, settingsOf } from './fault-kind.ts';
import { type ActiveFault, activeFaults, meets } from './meeting.ts';

/** What is known of the caller of either API. */
export interface FaultyCaller {
  readonly engine: Engine;
  readonly token: VerifiedToken;
  readonly publisher?: Publisher;
}

type Call = Intercepted<FaultyCaller>;

/**
 * The faults of a world, as both APIs meet them. Of those that end a request, or hold it up, the one that was switched
 * on first has it; settings, and changes of the answer's body, add up.
 */
export function requestFaults<Ctx extends FaultyCaller>(
  call: Intercepted<Ctx>,
): Interception<Ctx> | undefined {
  const { engine } = call.ctx;
  if (engine.state.faultsOn.size === 0) return undefined;
  const subscription = subscriptionOf(call, engine.state);
  const publisherId = call.ctx.publisher?.id ?? subscription?.publisherId;
  const { api, contract } = call;
  const scope = { publisherId, subscriptionId: subscription?.id, route: contract.id, api };
  const subject = subscription?.id ?? publisherId ?? call.ctx.token.tenantId;
  const alters: AlterBody[] = [];
  let settings: SettingOverrides | undefined;
  for (const active of activeFaults(engine, scope)) {
    const effect = effectOn(active, strikeOf(call, active, subscription));
    if (!effect || !meets(engine, active.fault, subject)) continue;
    const { action } = effect;
    if (action && action.kind !== 'alter') return action;
    if (action) alters.push(action.alter);
    if (effect.settings) settings = { ...settings, ...effect.settings };
  }
  const alter = alters.length > 0 ? inTurn(alters) : undefined;
  if (settings)
    return { kind: 'instead', ctx: { ...call.ctx, engine: engine.under(settings) }, ...compact({ alter }) };
  return alter && { kind: 'alter', alter };
}

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
  { request, api, contract, params, ctx: { engine, token } }: Call,
  { fault: { parameters, struck } }: ActiveFault,
  subscription: Subscription | undefined,
): RequestStrike => ({
  ...{
    state: engine.state,
    now: engine.now(),
    request,
    api,
    contract,
    params,
    token,
    parameters,
    struck,
  },
  ...(subscription && { subscription }),
});

/** What a fault makes of a request that it is meant for. */
interface Effect {
  readonly action?: InterceptAction;
  readonly settings?: SettingOverrides;
}

function effectOn({ kind, fault }: ActiveFault, strike: RequestStrike): Effect | undefined {
  if (!kind.request) return undefined;
  const { routes, concerns, act } = kind.request;
  const isConcerned = (routes?.includes(strike.contract.id) ?? true) && (concerns?.(strike) ?? true);
  if (!isConcerned) return undefined;
  return compact({ action: act?.(strike), settings: settingsOf(kind, fault.parameters) });
}

const inTurn =
  (alters: readonly AlterBody[]): AlterBody =>
  (body, status) =>
    alters.reduce((changed, alter) => alter(changed, status), body);
