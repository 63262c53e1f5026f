import { didYouMean } from '@marketsim/http';

/** A template with the segments of a path where it has parameters; nothing for one of another length. */
function filled(template: string, path: string): string | undefined {
  const given = path.split('/');
  const segments = template.split('/');
  if (segments.length !== given.length) return undefined;
  return segments.map((segment, at) => (segment.startsWith(':') ? given[at] : segment)).join('/');
}

/** How many are named at most. */
const most = 3;

const named = (template: string): string => template.replaceAll(/:(\w+)/g, '{$1}');

/**
 * What goes behind the refusal of a path that is not there: the one that it resembles most, otherwise those that end as it
 * does, or nothing. Paths of the API have parameters such as `:name`.
 */
export function nearestPaths(path: string, templates: readonly string[]): string {
  const candidates = templates.flatMap((template) => filled(template, path) ?? []);
  const meant = didYouMean(path, candidates);
  if (meant !== '') return meant;
  const last = path.split('/').at(-1);
  const alike = [...new Set(templates.filter((template) => template.split('/').at(-1) === last))];
  return alike.length === 0 ? '' : `; did you mean ${alike.slice(0, most).map(named).join(' or ')}?`;
}
