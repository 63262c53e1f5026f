import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FeatureFile, factProblems, featureProblems } from './feature-checks.ts';

/** Statements of the page about managing marketplace offers (RB section 16). */
const statements = 28;

const features: readonly FeatureFile[] = globSync('features/**/*.feature')
  .toSorted()
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

test('each of the 28 statements of the managing page has its scenario', () => {
  expect(factProblems(features, statements)).toEqual([]);
});

test.each(features)('$file names its page; its scenarios show something and carry its tags', (feature) => {
  expect(featureProblems(feature)).toEqual([]);
});

describe('what is found out', () => {
  const source = '# Source: https://learn.microsoft.com/page\n';
  const good = `${source}
Feature: Pages
  Rule: Links
    @fact-01
    Scenario: It opens
      Given a link
      When it is opened
      Then there is a page
      And it is white

  @fact-02
  Scenario Outline: Sizes
    Then it is <size>

    Examples:
      | size  |
      | large |
`;
  const problemsOf = (text: string): readonly string[] => [
    ...factProblems([{ file: 'a.feature', text }], 2),
    ...featureProblems({ file: 'a.feature', text }),
  ];

  test('nothing, when all is well', () => expect(problemsOf(good)).toEqual([]));

  test.each([
    ['a missing tag', ['    @fact-01\n', ''], 'no scenario has @fact-01'],
    ['a tag in a comment', ['@fact-01', '# @fact-01'], 'no scenario has @fact-01'],
    ['a statement that is none', ['@fact-01', '@fact-01 @fact-03'], '@fact-03 is of no statement'],
    [
      'a tag that is spelled otherwise',
      ['@fact-01', '@fact-01 @Fact-1'],
      'a.feature: @Fact-1 is no tag of a statement',
    ],
    [
      'a tag on the feature',
      ['Feature: Pages', '@fact-01\nFeature: Pages'],
      'a.feature: @fact-01 stands on the feature, which is no scenario',
    ],
    [
      'a tag on a rule',
      ['  Rule: Links', '  @fact-01\n  Rule: Links'],
      'a.feature: @fact-01 stands on rule "Links", which is no scenario',
    ],
    [
      'a tag on examples',
      ['    Examples:', '    @fact-02\n    Examples:'],
      'a.feature: @fact-02 stands on examples of "Sizes", which is no scenario',
    ],
    [
      'a scenario without Then',
      ['      Then there is a page\n      And it is white\n', ''],
      'a.feature: "It opens" has no Then',
    ],
    [
      'a Then that became an And',
      ['Then there is a page', 'And there is a page'],
      'a.feature: "It opens" has no Then',
    ],
    ['an outline without rows', ['      | large |\n', ''], 'a.feature: "Sizes" has no examples'],
    [
      'no source in the first line',
      [source, `\n${source}`],
      'a.feature: its first line names no page of learn.microsoft.com',
    ],
  ] as const)('%s', (_, [from, to], problem) => {
    expect(good).toContain(from);
    expect(problemsOf(good.replace(from, to))).toContain(problem);
  });

  test('a tag that moved from its scenario to the feature is missed as well', () => {
    const moved = good.replace('    @fact-01\n', '').replace('Feature: Pages', '@fact-01\nFeature: Pages');
    expect(problemsOf(moved)).toContain('no scenario has @fact-01');
  });

  test('a file without scenarios', () => {
    expect(problemsOf(`${source}Feature: Empty\n`)).toContain('a.feature: it has no scenario');
  });
});
