import { declareRules } from '../rule.ts';
import type { EngineState } from './subscription.ts';

export const transitionRules = declareRules({
  'QTY-02': {
    says: 'The quantity changes only while the subscription is active, in its trial too.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
});

/**
 * What a command does in a state. The words stand for the effects of RB 14.4:
 * issueToken E01, showPurchase E02, completeStep E03, assignLicenses E04/E06, confirmActivation E05/E06,
 * activateInSandbox E06, rename E07, setReseller E08, changeQuantity and changePlan E09, acknowledge E10/E11/E18,
 * cancelPending E12, cancelTrial E13, cancelPaid E14..E16 or a refusal by window and policy, cancelSuspended the
 * same while suspended, approveRefund E17, setAutoRenew E15/E19, suspend E20, reinstate E21, acceptUsage E22.
 */
type EffectName =
  | 'issueToken'
  | 'showPurchase'
  | 'completeStep'
  | 'requireStep'
  | 'assignLicenses'
  | 'confirmActivation'
  | 'activateInSandbox'
  | 'rename'
  | 'setReseller'
  | 'changeQuantity'
  | 'changePlan'
  | 'acknowledge'
  | 'recordDelivery'
  | 'cancelPending'
  | 'cancelTrial'
  | 'cancelPaid'
  | 'cancelSuspended'
  | 'approveRefund'
  | 'setAutoRenew'
  | 'suspend'
  | 'reinstate'
  | 'acceptUsage'
  | 'acceptLateUsage';

/** Why a state does not allow a command. */
type StateRefusal =
  | 'notWhilePending'
  | 'notWhileSuspended'
  | 'alreadyActive'
  | 'activationSuspended'
  | 'ended'
  | 'statusChange'
  | 'usage'
  | 'metering'
  | 'refund';

type Cell = { readonly effect: EffectName } | { readonly refuse: StateRefusal };
type Row = { readonly [S in EngineState]: Cell };

const does = <const E extends EffectName>(effect: E) => ({ effect }) as const;
const refuses = <const R extends StateRefusal>(refuse: R) => ({ refuse }) as const;

const everywhere = <const C extends Cell>(cell: C) =>
  ({ PN: cell, PL: cell, PC: cell, TR: cell, AC: cell, EN: cell, SU: cell, CA: cell, EX: cell }) as const;

const pending = <const C extends Cell>(cell: C) => ({ PN: cell, PL: cell, PC: cell }) as const;
const active = <const C extends Cell>(cell: C) => ({ TR: cell, AC: cell, EN: cell }) as const;
const over = <const C extends Cell>(cell: C) => ({ CA: cell, EX: cell }) as const;
const untilOver = <const C extends Cell>(cell: C) =>
  ({ ...pending(cell), ...active(cell), SU: cell, ...over(refuses('ended')) }) as const;

const onlyWhileActive = <const C extends Cell>(cell: C) =>
  ({
    ...pending(refuses('notWhilePending')),
    ...active(cell),
    SU: refuses('notWhileSuspended'),
    ...over(refuses('ended')),
  }) as const;

const onlyWhilePending = <const C extends Cell>(cell: C) =>
  ({
    ...pending(cell),
    ...active(refuses('alreadyActive')),
    SU: refuses('activationSuspended'),
    ...over(refuses('ended')),
  }) as const;

/** The state table of RB 14.1, and the report of the outbox (SF 4.4): what each command does, or why it is refused, in each state. */
export const transitions = {
  GetActivationLink: untilOver(does('issueToken')),
  ResolveToken: everywhere(does('showPurchase')),
  CompleteStep: untilOver(does('completeStep')),
  RequireStep: untilOver(does('requireStep')),
  AssignLicenses: onlyWhilePending(does('assignLicenses')),
  ConfirmActivation: onlyWhilePending(does('confirmActivation')),
  SandboxActivate: { ...onlyWhilePending(does('activateInSandbox')), SU: refuses('alreadyActive') },
  SetNickname: untilOver(does('rename')),
  SetReseller: untilOver(does('setReseller')),
  SetQuantity: onlyWhileActive(does('changeQuantity')),
  ChangePlan: onlyWhileActive(does('changePlan')),
  AcknowledgeOperation: everywhere(does('acknowledge')),
  RecordDelivery: everywhere(does('recordDelivery')),
  Cancel: {
    ...pending(does('cancelPending')),
    TR: does('cancelTrial'),
    AC: does('cancelPaid'),
    EN: does('cancelPaid'),
    SU: does('cancelSuspended'),
    ...over(refuses('ended')),
  },
  ApproveRefund: {
    ...pending(refuses('refund')),
    TR: refuses('refund'),
    AC: does('approveRefund'),
    EN: does('approveRefund'),
    SU: does('approveRefund'),
    ...over(refuses('ended')),
  },
  SetAutoRenew: onlyWhileActive(does('setAutoRenew')),
  Suspend: {
    ...pending(refuses('notWhilePending')),
    ...active(does('suspend')),
    SU: refuses('statusChange'),
    ...over(refuses('ended')),
  },
  Reactivate: {
    ...pending(refuses('statusChange')),
    ...active(refuses('statusChange')),
    SU: does('reinstate'),
    ...over(refuses('ended')),
  },
  ReportUsage: {
    ...pending(refuses('usage')),
    TR: refuses('metering'),
    AC: does('acceptUsage'),
    EN: does('acceptUsage'),
    SU: refuses('usage'),
    ...over(does('acceptLateUsage')),
  },
} as const satisfies Readonly<Record<string, Row>>;

export type TableCommand = keyof typeof transitions;

/** The effects that a command can have in some state. */
export type EffectOf<C extends TableCommand> = Extract<
  (typeof transitions)[C][EngineState],
  { readonly effect: unknown }
>['effect'];

/** Why some state does not allow a command. */
export type RefusalOf<C extends TableCommand> = Extract<
  (typeof transitions)[C][EngineState],
  { readonly refuse: unknown }
>['refuse'];

/** The states in which a command has an effect. */
export type StateOf<C extends TableCommand, E extends EffectOf<C>> = {
  [S in EngineState]: (typeof transitions)[C][S] extends { readonly effect: E } ? S : never;
}[EngineState];
