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
    : becomes('E07', x);

/** MPN-02, MPN-03: who may put which id on record. */
export const setReseller: Effect<'SetReseller'> = (x, { mpnId }, { settings }) => {
  const { provider, reseller, stranger, unsigned } = partners;
  if (!x.isProvider) return refuses('resellerNotApplicable');
  if (mpnId === '' || mpnId === reseller.mpnId) return becomes('E08', x);
  if (mpnId === provider.mpnId) return refuses('mpnIdIsOwn');
  const known = Object.values(partners).find((partner) => partner.mpnId === mpnId);
  if (!known) return refuses('mpnIdUnknown');
  const isStranger = known.id === stranger.id || known.id === unsigned.id;
  const isRelated = settings['mpn.validateOnChange'] === 'reseller' && isStranger;
  if (!isRelated) return refuses('mpnIdNotReseller');
  return known.id === unsigned.id ? refuses('resellerAgreementMissing') : becomes('E08', x);
};

/** E15, E19; the same value again is accepted and does nothing. */
export const setAutoRenew: Effect<'SetAutoRenew'> = (x, { autoRenew }) => {
  if (!autoRenew) return becomes('E15', { ...x, autoRenew });
  const isRenewable = planNamed(x.plan).isRenewable || x.autoRenew;
  return isRenewable ? becomes('E19', { ...x, autoRenew }) : refuses('notRenewable');
};
