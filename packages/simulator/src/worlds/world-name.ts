import { WorldError } from './world-error.ts';

const namePattern = /^[a-z0-9-]{1,40}$/;

/** Throws for a name that is taken, or that no world can have. */
export function checkName(name: string, isTaken: boolean): void {
  if (!namePattern.test(name)) {
    const message = `"${name}" is no name of a world: lower-case letters, digits and -, at most 40`;
    throw new WorldError('worldNameInvalid', message, 'name');
  }
  if (isTaken) throw new WorldError('worldExists', `there is a world "${name}" already`, 'name');
}
