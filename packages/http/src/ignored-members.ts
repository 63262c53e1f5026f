import type { Contract } from './contract.ts';
import { jsonOf } from './json-text.ts';
import { membersOf, schemaAt } from './normalise/schema.ts';
import { normalise, normaliseKeeping, type Tolerance } from './normalise.ts';
import { resembling } from './resembling.ts';
import { pathText } from './shape-text.ts';
import { strayMembers } from './stray-members.ts';

/** A member of a request's body that was passed over. */
export type IgnoredMember = {
  /** Where, such as 'lineItems[0].quantitty'. */
  readonly member: string;
  /** The member of the contract for which it most likely stands. */
  readonly meant?: string;
};

/**
 * What the body of a request has that its contract does not know, so that nothing came of it. Members that the
 * endpoint shows in its replies are left out, for they come back from callers who read, change and send. Of a body that is
 * no JSON, or is cut, nothing is told. For whoever looks at a request afterwards: too slow for each one that comes.
 */
export function ignoredMembers(
  { body, replies }: Pick<Contract, 'body' | 'replies'>,
  text: string,
  tolerance: Tolerance,
): readonly IgnoredMember[] {
  const raw = jsonOf(text);
  if (body === undefined || typeof raw !== 'object') return [];
  const strays = strayMembers(normaliseKeeping(body, raw, tolerance), normalise(body, raw, tolerance));
  return strays.flatMap((stray) => {
    const path = stray.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name));
    const name = String(path.at(-1));
    const [known, shown] = [[body], Object.values(replies).flatMap(({ schema }) => schema ?? [])].map(
      (schemas) => schemas.flatMap((schema) => membersOf(schemaAt(schema, path.slice(0, -1)))),
    );
    if (shown?.some((each) => each.toLowerCase() === name.toLowerCase())) return [];
    const meant = resembling(name, known ?? []);
    return [{ member: pathText(path), ...(meant !== undefined && { meant }) }];
  });
}
