export {
  problemText,
  type ReadScenario,
  readScenarioFile,
  readScenarioText,
  type ScenarioProblem,
} from './format/read.ts';
export { scenarioSchemaText } from './format/schema.ts';
export { htmlText } from './report/html.ts';
export { junitText } from './report/junit.ts';
export { failureText, storyText, summaryText } from './report/text.ts';
export type { Failure, Result } from './result.ts';
export { type RunOptions, runScenarios } from './run.ts';
