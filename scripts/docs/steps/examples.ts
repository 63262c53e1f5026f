import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type PickleStep } from '@cucumber/messages';
import type { TextFile } from '../workspace-text.ts';
import type { StepDefinition } from './definitions.ts';
import { bracesOf, expressionOf, filled, inSwedish } from './expressions.ts';

/** A line of a feature, with the rows of its table. */
export interface FeatureLine {
  readonly language: string;
  readonly text: string;
  readonly rows: readonly (readonly string[])[];
  /** The text that follows it, where one does. */
  readonly docString?: string;
}

const rowsOf = ({ argument }: PickleStep): FeatureLine['rows'] =>
  (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value));

/** Every step that features use, outlines with their examples filled in. */
export function featureLines(features: readonly TextFile[]): readonly FeatureLine[] {
  return features.flatMap(({ path, text }) => {
    const newId = IdGenerator.incrementing();
    const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
    return compile(document, path, newId).flatMap(({ language, steps }) =>
      steps.map((step) => ({
        language,
        text: step.text,
        rows: rowsOf(step),
        ...(step.argument?.docString && { docString: step.argument.docString.content }),
      })),
    );
  });
}

/** How a step stands in the features: its first line there, and the same in Swedish. */
export interface Shown {
  readonly line: FeatureLine;
  readonly swedish: string;
}

/** The first English line that each step reads, and how that line is said in Swedish; nothing for unused steps. */
export function shownIn(
  lines: readonly FeatureLine[],
  definitions: readonly StepDefinition[],
): ReadonlyMap<StepDefinition, Shown> {
  const english = lines.filter(({ language }) => language === 'en');
  return new Map(
    definitions.flatMap((definition) => {
      const expression = expressionOf(definition.en);
      const braces = bracesOf(definition.en);
      for (const line of english) {
        const found = expression.match(line.text);
        if (!found) continue;
        const values = found.map(({ group }, i) => inSwedish(braces[i] ?? '', group.value ?? ''));
        return [[definition, { line, swedish: filled(definition.sv, values) }] as const];
      }
      return [];
    }),
  );
}
