/** Markup that needs no more escaping. */
export interface Markup {
  readonly markup: string;
}

type Part = string | Markup | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  return 'markup' in part ? part.markup : part.map(render).join('');
}

/** Markup from a template: every text put into it is escaped, for content and for quoted attributes. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: texts.map((text, index) => text + render(parts[index])).join(''),
});

/** Hidden fields of a form. */
export const hiddenFields = (values: Readonly<Record<string, string | undefined>>): readonly Markup[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">\n`],
  );
