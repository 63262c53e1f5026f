/** Characters of a line, beyond which an object or a list is spread over several. */
const width = 110;

/** JSON in as few lines as can be read: what fits into a line stands in one. */
export function folded(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, undefined, 1).replaceAll(/\n */g, ' ');
  if (typeof value !== 'object' || value === null || indent.length + line.length <= width) return line;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => folded(item, inner))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${folded(member, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}
