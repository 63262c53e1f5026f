/** What can be wrong with a call that makes, finds or changes a world. */
export type WorldErrorCode =
  | 'worldUnknown'
  | 'worldExists'
  | 'worldGone'
  | 'worldNameInvalid'
  | 'definitionInvalid'
  | 'profileUnknown'
  | 'presetUnknown'
  | 'seedInvalid'
  | 'instantInvalid'
  | 'durationInvalid'
  | 'clockBackwards'
  | 'clockMoving'
  | 'deliveryUnderway'
  | 'snapshotUnknown'
  | 'snapshotExists'
  | 'snapshotUnreadable'
  | 'snapshotUnwritable'
  | 'bundleInvalid'
  | 'bundleDamaged'
  | 'bundleUnreadable'
  | 'deliveryUnknown'
  | 'publisherUnreachable'
  | 'settingUnknown'
  | 'settingInvalid';

/** Why a world could not be made, found or moved. `target` names the member that was wrong. */
export class WorldError extends Error {
  readonly code: WorldErrorCode;
  readonly target: string | undefined;

  constructor(code: WorldErrorCode, message: string, target?: string) {
    super(message);
    this.name = 'WorldError';
    this.code = code;
    this.target = target;
  }
}

/** That a world is not there any more for what was to be done to it. */
export const worldGone = (): WorldError =>
  new WorldError(
    'worldGone',
    'the world was reset, restored or deleted meanwhile: its clock does not move any more',
  );
