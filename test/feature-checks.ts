import { AstBuilder, dialects, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { type Feature, IdGenerator, type Scenario, StepKeywordType, type Tag } from '@cucumber/messages';

/** A feature file. */
export interface FeatureFile {
  readonly file: string;
  readonly text: string;
}

/** Something that can carry tags. */
interface Tagged {
  readonly what: string;
  readonly tags: readonly Tag[];
}

const parse = (text: string): Feature | undefined =>
  new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text)
    .feature;

/** Scenarios of a feature, those under its rules too. */
const scenariosIn = (feature: Feature | undefined): readonly Scenario[] =>
  (feature?.children ?? []).flatMap(({ scenario, rule }) => [
    ...(scenario ? [scenario] : []),
    ...(rule?.children ?? []).flatMap((child) => (child.scenario ? [child.scenario] : [])),
  ]);

/** What can be tagged and is no scenario. */
const othersIn = (feature: Feature): readonly Tagged[] => [
  { what: 'the feature', tags: feature.tags },
  ...feature.children.flatMap(({ rule }) => (rule ? [{ what: `rule "${rule.name}"`, tags: rule.tags }] : [])),
  ...scenariosIn(feature).flatMap(({ name, examples }) =>
    examples.map(({ tags }) => ({ what: `examples of "${name}"`, tags })),
  ),
];

const isFact = ({ name }: Tag): boolean => name.toLowerCase().startsWith('@fact');

/** What an outline is called in the languages of the features. */
const outline = ['en', 'sv'].flatMap((language) => dialects[language]?.scenarioOutline ?? []);

function scenarioProblems({ name, steps, examples, keyword }: Scenario): readonly string[] {
  const shows = steps.some(({ keywordType }) => keywordType === StepKeywordType.OUTCOME);
  const runs = !outline.includes(keyword.trim()) || examples.some(({ tableBody }) => tableBody.length > 0);
  return [...(shows ? [] : [`"${name}" has no Then`]), ...(runs ? [] : [`"${name}" has no examples`])];
}

/** What is wrong with one feature file: its source, its scenarios, where its tags stand. */
export function featureProblems({ file, text }: FeatureFile): readonly string[] {
  const feature = parse(text);
  const cites = /^# Source: https:\/\/learn\.microsoft\.com\/\S+/.test(text);
  const scenarios = scenariosIn(feature);
  const misplaced = (feature ? othersIn(feature) : []).flatMap(({ what, tags }) =>
    tags.filter(isFact).map(({ name }) => `${name} stands on ${what}, which is no scenario`),
  );
  const odd = scenarios
    .flatMap(({ tags }) => tags.filter(isFact))
    .filter(({ name }) => !/^@fact-\d\d$/.test(name))
    .map(({ name }) => `${name} is no tag of a statement`);
  return [
    ...(cites ? [] : ['its first line names no page of learn.microsoft.com']),
    ...(scenarios.length > 0 ? [] : ['it has no scenario']),
    ...scenarios.flatMap(scenarioProblems),
    ...misplaced,
    ...odd,
  ].map((problem) => `${file}: ${problem}`);
}

/** Which of the statements, numbered from 1, no scenario shows, and which tags are of none of them. */
export function factProblems(features: readonly FeatureFile[], statements: number): readonly string[] {
  const tags = features.flatMap(({ text }) =>
    scenariosIn(parse(text)).flatMap((scenario) => scenario.tags.filter(isFact).map(({ name }) => name)),
  );
  const wanted = Array.from({ length: statements }, (_, i) => `@fact-${String(i + 1).padStart(2, '0')}`);
  return [
    ...wanted.filter((tag) => !tags.includes(tag)).map((tag) => `no scenario has ${tag}`),
    ...new Set(tags.filter((tag) => !wanted.includes(tag)).map((tag) => `${tag} is of no statement`)),
  ];
}
