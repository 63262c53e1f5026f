// Adds up the reports of all suites. Plain JavaScript: it runs on the Node.js that the caller has.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, task: string, report: string, count: (report: any) => Counts }} Suite
 */

const none = { passed: 0, failed: 0, skipped: 0 };

/** A file that does not load, or whose hooks fail, has no failed test of its own: it counts as one. */
function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const failing = new Set(['failed', 'ambiguous', 'undefined', 'pending']);

function countScenario(counts, scenario) {
  const statuses = scenario.steps.map((step) => step.result?.status ?? 'undefined');
  if (statuses.some((status) => failing.has(status))) return { ...counts, failed: counts.failed + 1 };
  if (statuses.every((status) => status === 'passed')) return { ...counts, passed: counts.passed + 1 };
  return { ...counts, skipped: counts.skipped + 1 };
}

function countCucumber(report) {
  return report
    .flatMap((feature) => feature.elements)
    .filter((element) => element.type !== 'background')
    .reduce(countScenario, none);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function packageSuites() {
  if (!existsSync('packages')) return [];
  return readdirSync('packages')
    .sort()
    .map((folder) => ({ folder, manifest: `packages/${folder}/package.json` }))
    .filter(({ manifest }) => existsSync(manifest))
    .map(({ folder, manifest }) => ({ folder, manifest: readJson(manifest) }))
    .filter(({ manifest }) => manifest.scripts?.test !== undefined)
    .map(({ folder, manifest }) => ({
      name: `packages/${folder}`,
      task: `${manifest.name}#test`,
      report: `packages/${folder}/reports/vitest.json`,
      count: countVitest,
    }));
}

const rootSuites = [
  { name: 'features', task: '//#features', report: 'reports/cucumber.json', count: countCucumber },
  { name: 'repo', task: '//#repo', report: 'reports/repo.json', count: countVitest },
];

const deepSuite = { name: 'deep', task: '//#deep', report: 'reports/deep.json', count: countVitest };

/** The counts of one suite; what is wrong with it as a whole is one failure more, with its reason. */
function tally(suite) {
  const broken = (problem) => ({ ...suite, counts: { ...none, failed: 1 }, problem });
  if (!existsSync(suite.report)) return broken(`${suite.report} is missing`);
  try {
    const counts = suite.count(readJson(suite.report));
    if (counts.passed === 0 && counts.failed === 0) return broken('no test passed');
    return { ...suite, counts };
  } catch (error) {
    return broken(`${suite.report} cannot be read: ${error.message}`);
  }
}

function failedTasks() {
  if (!existsSync('.turbo/runs')) return [];
  return readdirSync('.turbo/runs')
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => readJson(`.turbo/runs/${file}`).tasks)
    .filter((task) => (task.execution?.exitCode ?? 0) !== 0)
    .map((task) => ({ task: task.taskId, exitCode: task.execution.exitCode }));
}

const suites = [...packageSuites(), ...rootSuites, ...(process.argv.includes('--deep') ? [deepSuite] : [])];
const tallies = suites.map(tally);

console.log('');
for (const { name, counts, problem } of tallies) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${name}: ${problem ?? `${counts.passed} passed, ${counts.failed} failed${skipped}`}`);
}

// A task may fail without a failed test: lint, a type error, an error outside every test.
const explained = new Set(tallies.filter((one) => one.counts.failed > 0).map((one) => one.task));
const unexplained = failedTasks().filter(({ task }) => !explained.has(task));
for (const { task, exitCode } of unexplained) console.log(`${task}: failed with exit code ${exitCode}`);

const sum = (key) => tallies.reduce((total, { counts }) => total + counts[key], 0);
const total = { passed: sum('passed'), failed: sum('failed') + unexplained.length, skipped: sum('skipped') };
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
