import type { SettingValue } from '../settings/setting.ts';

/** Where a fault strikes; each member that is there narrows it. */
export interface FaultScope {
  readonly publisherId?: string;
  readonly subscriptionId?: string;
  /** Id of an endpoint, such as `S3`, or the action of a webhook. */
  readonly route?: string;
}

/** A named failure that was switched on for a world. What its name stands for is not the marketplace's affair. */
export interface Fault {
  readonly id: string;
  readonly name: string;
  readonly scope: FaultScope;
  /** How often it strikes at most; without one until it is switched off. */
  readonly count?: number;
  /** How likely it is to strike whom it meets: above 0, up to 1. */
  readonly probability: number;
  readonly parameters: Readonly<Record<string, SettingValue>>;
  /** How often it has struck. */
  readonly struck: number;
  readonly isOff?: true;
}

/** How often a fault has met a subject, whether it struck or not. */
export interface Meetings {
  readonly faultId: string;
  readonly subject: string;
  readonly times: number;
}

/** Key of a fault and a subject among the meetings. */
export const meetingKey = ({ faultId, subject }: Pick<Meetings, 'faultId' | 'subject'>): string =>
  `${faultId} ${subject}`;

/** Whether a fault can still strike. */
export const isOn = ({ isOff, count, struck }: Fault): boolean =>
  isOff !== true && (count === undefined || struck < count);
