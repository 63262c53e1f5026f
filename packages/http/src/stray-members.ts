type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/**
 * Paths of the members of a JSON value that a schema let pass and dropped: those that `known`, what it made of the value,
 * does not have.
 *
 * @example strayMembers({ id: 1, seat: { no: 2 } }, { id: 1, seat: {} }) // ['seat.no']
 */
export function strayMembers(value: unknown, known: unknown, path = ''): readonly string[] {
  if (!isObject(value) || !isObject(known)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    // Nothing of it gets into JSON.
    if (member === undefined) return [];
    const at = path === '' ? name : `${path}.${name}`;
    return Object.hasOwn(known, name) ? strayMembers(member, known[name], at) : [at];
  });
}
