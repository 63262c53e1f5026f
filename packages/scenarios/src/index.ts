export { readScenarios, UnreadableScenarios } from './files.ts';
export { scenarioSchemaText } from './format/json-schema.ts';
export {
  problemText,
  type ReadScenario,
  readScenarioFile,
  readScenarioText,
  type ScenarioProblem,
} from './format/read.ts';
export { htmlText } from './report/html.ts';
export { junitText } from './report/junit.ts';
export { failureText, storyText, summaryText } from './report/text.ts';
export type { Booked, Failure, Result, Told } from './result.ts';
export { type RunIn, type RunOptions, runScenarios } from './run.ts';
export type { RunningSimulator } from './venue/there.ts';
