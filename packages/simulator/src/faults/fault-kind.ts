import type {
  Delivery,
  Fault,
  Instant,
  OperationAction,
  PartnerNotice,
  SettingOverrides,
  State,
  Subscription,
} from '@marketsim/core';
import type { WebhookPayload } from '@marketsim/fulfillment';
import type { Contract, InterceptAction, RequestInfo, VerifiedToken } from '@marketsim/http';
import { z } from 'zod';

/** What a fault knows of whom it strikes; `struck` is how often it has struck before. */
interface Strike<P> {
  readonly state: State;
  readonly now: Instant;
  readonly parameters: P;
  readonly struck: number;
}

/** Parameters in the form of whoever switched the fault on; they fit the fault. */
type Given = Readonly<Record<string, unknown>>;

/** A request of one of the marketplace's two APIs, its caller known. */
export interface RequestStrike<P = Given> extends Strike<P> {
  readonly request: RequestInfo;
  /** Name of the API. */
  readonly api: string;
  readonly contract: Contract;
  /** As they were sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly token: VerifiedToken;
  /** The one that the request is about, as far as its path or its purchase token says. */
  readonly subscription?: Subscription;
}

/** What a fault does to requests. */
interface RequestFault<P> {
  /** Ids of the endpoints that it can strike; any without. */
  readonly routes?: readonly string[];
  /** Whether it has anything to do with this one. */
  concerns?(strike: RequestStrike<P>): boolean;
  /** What it does beside its settings. */
  act?(strike: RequestStrike<P>): InterceptAction;
}

/** A webhook that is about to be sent. */
interface WebhookStrike<P = Given> extends Strike<P> {
  readonly delivery: Delivery;
}

/** What becomes of one try of a webhook. */
export interface WebhookChange {
  /** What holds for it in the place of the world's own settings. */
  readonly settings?: SettingOverrides;
  /** What is sent in the payload's place. */
  readonly payload?: (payload: WebhookPayload) => unknown;
  /** Why the answer does not reach the marketplace, which then tries again. */
  readonly deaf?: string;
  /** Why nobody is called. */
  readonly nowhere?: string;
  /** Waits until the next webhook of its subscription has ended. */
  readonly behindNext?: true;
}

/** What a fault does to webhooks. */
interface WebhookFault<P> {
  /** Actions that it can strike; any without. */
  readonly actions?: readonly OperationAction[];
  concerns?(strike: WebhookStrike<P>): boolean;
  /** What it does beside its settings. */
  change?(strike: WebhookStrike<P>): WebhookChange;
}

/** A webhook of a partner that is about to be sent. */
interface NoticeStrike<P = Given> extends Strike<P> {
  readonly notice: PartnerNotice;
}

/** What becomes of one try of a partner's webhook. */
export interface NoticeChange {
  /** How often the same call is made just before. */
  readonly before?: number;
  /** Whether it lacks its signature, or has that of another body. */
  readonly signature?: 'none' | 'wrong';
  /** Why the answer does not reach the marketplace, which then tries again. */
  readonly deaf?: string;
  /** Why nobody is called. */
  readonly nowhere?: string;
}

/** How a publisher's sign-in goes wrong. */
export type SignInFault = 'expiredSecret';

/** A failure that can be switched on by name. It may work on requests, webhooks and sign-in at once. */
export interface FaultKind<P extends z.ZodObject = z.ZodObject> {
  /** What it does, as one sentence of a list. */
  readonly does: string;
  /** What may be given with it. */
  readonly parameters?: P;
  /** How often it strikes unless told otherwise. */
  readonly byDefault?: Pick<Fault, 'count'> & { readonly probability?: number };
  /** What holds for the requests and webhooks that it strikes, in the place of the world's own settings. */
  readonly settings?: SettingOverrides | ((parameters: z.output<P>) => SettingOverrides);
  readonly signIn?: SignInFault;
  readonly request?: RequestFault<z.output<P>>;
  readonly webhook?: WebhookFault<z.output<P>>;
  /** What it makes of the webhooks of partners. */
  notice?(strike: NoticeStrike<z.output<P>>): NoticeChange;
}

/** The settings of a fault that was switched on with these parameters. */
export const settingsOf = ({ settings }: FaultKind, parameters: Given): SettingOverrides | undefined =>
  typeof settings === 'function' ? settings(parameters) : settings;

/** Declares a fault; its hooks get the parameters in the form in which they are described. */
export const declareFault = <P extends z.ZodObject>(kind: FaultKind<P>): FaultKind => kind;

/** Parameters of a fault that takes none. */
export const noParameters = z.strictObject({});
