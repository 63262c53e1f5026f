import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { parameterType, stepParameters } from '@marketsim/test-kit/step-parameters';

const registry = new ParameterTypeRegistry();
for (const [name, parameter] of Object.entries(stepParameters)) {
  const { regexp, transformer } = parameterType(parameter);
  registry.defineParameterType(new ParameterType(name, regexp, null, transformer, false));
}

/** What reads a step text; fails for a parameter that there is none of. */
export const expressionOf = (text: string): CucumberExpression => new CucumberExpression(text, registry);

/** The names in braces of a step text, in order. */
export const bracesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/**
 * A line that a step text reads: braces filled with `values`, of alternatives the first, and of what stands in
 * parentheses the endings of plurals, unless the last number before them is 1.
 */
export function filled(text: string, values: readonly string[]): string {
  const rest = [...values];
  let last = '';
  return text.replaceAll(
    /\{\w+\}|\(([^)]*)\)|(\p{L}+)\/\p{L}+/gu,
    (found, optional?: string, first?: string) => {
      if (first !== undefined) return first;
      if (optional !== undefined) return last === '1' || optional.startsWith(' ') ? '' : optional;
      last = rest.shift() ?? found;
      return last;
    },
  );
}

const swedishUnits: Readonly<Record<string, string>> = {
  second: 'sekund',
  seconds: 'sekunder',
  minute: 'minut',
  minutes: 'minuter',
  hour: 'timme',
  hours: 'timmar',
  day: 'dag',
  days: 'dagar',
  month: 'månad',
  months: 'månader',
  year: 'år',
  years: 'år',
};

/** What stands in an English line for a parameter, as a Swedish line has it. */
export function inSwedish(parameter: string, value: string): string {
  if (parameter === 'duration') return value.replace(/\p{L}+/u, (unit) => swedishUnits[unit] ?? unit);
  const words = stepParameters[parameter]?.words ?? [];
  return words.find(({ en }) => en === value)?.sv ?? value;
}
