import type { ErrorCode, Partner, Settings } from '@marketsim/core';
import { partners } from '../../world/parties.ts';
import { planNamed } from '../../world/plans.ts';
import { becomes, type Effect, refuses } from '../effect.ts';

export const getActivationLink: Effect<'GetActivationLink'> = (x) => becomes('E01', x);

export const resolveToken: Effect<'ResolveToken'> = (x) => becomes('E02', x);

export const completeStep: Effect<'CompleteStep'> = (x, { name }) => {
  if (!x.steps.some((step) => step.name === name)) return refuses('stepNotFound');
  const steps = x.steps.map((step) => (step.name === name ? { ...step, done: true } : step));
  return becomes('E03', { ...x, steps });
};

export const requireStep: Effect<'RequireStep'> = (x, { step }) =>
  x.steps.some(({ name }) => name === step.name)
    ? refuses('idTaken')
    : becomes('E03', { ...x, steps: [...x.steps, { ...step, done: false }] });

export const setNickname: Effect<'SetNickname'> = (x, { friendlyName }) =>
  friendlyName.length === 0 || [...friendlyName].length > 256
    ? refuses('nicknameInvalid')
    : becomes('E07', { ...x, nickname: friendlyName });

/** Why a provider cannot put an MPN id on record (MPN-02). */
export function resellerFault(mpnId: string, settings: Settings): ErrorCode | undefined {
  const { provider, reseller } = partners;
  if (mpnId === reseller.mpnId) return undefined;
  if (mpnId === provider.mpnId) return 'mpnIdIsOwn';
  const known = Object.values<Partner>(partners).find((partner) => partner.mpnId === mpnId);
  if (!known) return 'mpnIdUnknown';
  const fits = known.kind === 'indirectReseller' && settings['mpn.validateOnChange'] === 'reseller';
  if (!fits) return 'mpnIdNotReseller';
  return known.agreementSigned ? undefined : 'resellerAgreementMissing';
}

/** MPN-03, MPN-04, MPN-07: who may put a reseller on record, and when. */
export const setReseller: Effect<'SetReseller'> = (x, { mpnId }, { settings }) => {
  const strict = settings['mpn.strictState'];
  if (strict && !x.pace) return refuses('notWhilePending');
  if (strict && x.causes) return refuses('notWhileSuspended');
  if (!x.isProvider) return refuses('resellerNotApplicable');
  if (mpnId === '') return becomes('E08', { ...x, reseller: x.reseller === 'none' ? 'none' : 'removed' });
  const fault = resellerFault(mpnId, settings);
  return fault ? refuses(fault) : becomes('E08', { ...x, reseller: mpnId });
};

/** E15, E19; the same value again is accepted and does nothing. */
export const setAutoRenew: Effect<'SetAutoRenew'> = (x, { autoRenew }) => {
  if (!autoRenew) return becomes('E15', { ...x, autoRenew });
  const isRenewable = planNamed(x.plan).isRenewable || x.autoRenew;
  const { cancelledFor: _, ...rest } = x;
  return isRenewable ? becomes('E19', { ...rest, autoRenew }) : refuses('notRenewable');
};
