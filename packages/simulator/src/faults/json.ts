type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same JSON with every object in it, the innermost first, put through a change. */
export function withObjects(value: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((item) => withObjects(item, change));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withObjects(member, change)]);
  return change(Object.fromEntries(members));
}

/** The same JSON with the value of every member of a name changed; objects and lists as well. */
export const withMembers = (value: unknown, name: string, change: (member: unknown) => unknown): unknown =>
  withObjects(value, (object) => (name in object ? { ...object, [name]: change(object[name]) } : object));

/** The same JSON without the members of these names, wherever they are. */
export const withoutMembers = (value: unknown, ...names: readonly string[]): unknown =>
  withObjects(value, (object) =>
    Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))),
  );
