import { createRequire } from 'node:module';
import type { Builder } from 'junit-report-builder';
import type { Failure, Result } from '../result.ts';
import { failureText, storyText } from './text.ts';

/** Its types tell of a default export, which the module itself does not have. */
const reports: Builder = createRequire(import.meta.url)('junit-report-builder');

/** In one line, for lists of failures show no more than that. */
const messageOf = ({ file, line, path, expected, actual }: Failure): string =>
  `${file}:${line} ${path}: expected ${expected}, not ${actual.replaceAll(/\n\s*/g, '; ')}`;

const msPerSecond = 1000;

/** The results as JUnit XML, which CI systems show: a test case for each scenario, its story as its output. */
export function junitText(results: readonly Result[]): string {
  const report = reports.newBuilder();
  const suite = report.testSuite().name('marketsim scenarios');
  for (const result of results) {
    const { file, title, failures, ms } = result;
    const testCase = suite
      .testCase()
      .className(file)
      .name(title)
      .file(file)
      .time(ms / msPerSecond)
      .standardOutput(storyText(result));
    const [first] = failures;
    if (first) {
      testCase.failure(messageOf(first), 'expectation');
      testCase.stacktrace(failures.map(failureText).join('\n'));
    }
  }
  return report.build();
}
