/** A resource as JSON text whose names begin with a capital, as audit records and webhooks have it (PC 8.1, 8.2). */
export const pascalJson = (resource: object): string => JSON.stringify(resource, capitalised);

function capitalised(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      member,
    ]),
  );
}
