/**
 * How sure a rule is: `D` documented, `I` inferred from documented facts, `P` a choice of this product
 * where no source decides.
 */
type Confidence = 'D' | 'I' | 'P' | 'D/P' | 'D/I' | 'I/P';

/** A billing or cancellation rule, declared once, beside the code that implements it. */
export interface Rule {
  readonly id: string;
  /** One sentence in our own words. */
  readonly says: string;
  /** Ids of the settings that vary it. */
  readonly parameters: readonly string[];
  /** The public page it comes from. */
  readonly source: string;
  readonly confidence: Confidence;
}

type Declaration = Omit<Rule, 'id' | 'parameters'> & { readonly parameters?: readonly string[] };

/** Turns declarations keyed by rule id into rules; `docs/rules.md` is generated from them. */
export const declareRules = (declarations: Readonly<Record<string, Declaration>>): readonly Rule[] =>
  Object.entries(declarations).map(([id, { parameters = [], ...rest }]) => ({ id, parameters, ...rest }));
