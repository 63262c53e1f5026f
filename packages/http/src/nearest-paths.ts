import { didYouMean } from './resembling.ts';

const isParameter = (segment: string): boolean => segment.startsWith(':');

/** A template with the segments of a path where it has parameters; nothing for one of another length. */
function filled(template: string, path: string): string | undefined {
  const given = path.split('/');
  const segments = template.split('/');
  if (segments.length !== given.length) return undefined;
  return segments.map((segment, at) => (isParameter(segment) ? given[at] : segment)).join('/');
}

/** A path with the beginning of a template before it, where it is the rest of one; nothing otherwise. */
function completed(template: string, path: string): string | undefined {
  const segments = template.split('/');
  const left = segments.length - path.split('/').length;
  const beginning = segments.slice(0, left + 1);
  const rest = segments.slice(left + 1);
  if (left < 1 || beginning.some(isParameter) || rest.slice(0, 1).some(isParameter)) return undefined;
  const same = filled(['', ...rest].join('/'), path)?.toLowerCase() === path.toLowerCase();
  return same ? beginning.join('/') + path : undefined;
}

/** How many are named at most. */
const most = 3;

const named = (template: string): string => template.replaceAll(/:(\w+)/g, '{$1}');

function anyOf(paths: readonly string[]): string {
  const different = [...new Set(paths)].slice(0, most);
  return different.length === 0 ? '' : `; did you mean ${different.join(' or ')}?`;
}

/**
 * What goes behind the refusal of a path that is not there: the one that it resembles most, otherwise those of which it is
 * the rest, or those that end as it does, or nothing. Paths of the API have parameters such as `:name`.
 */
export function nearestPaths(path: string, templates: readonly string[]): string {
  const trimmed = path.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  const meant = didYouMean(
    trimmed,
    templates.flatMap((template) => filled(template, trimmed) ?? []),
  );
  if (meant !== '') return meant;
  const whole = anyOf(templates.flatMap((template) => completed(template, trimmed) ?? []));
  if (whole !== '') return whole;
  const last = trimmed.split('/').at(-1);
  return anyOf(templates.filter((template) => template.split('/').at(-1) === last).map(named));
}
