import * as cucumber from '@cucumber/cucumber';
import type { Answer } from './client.ts';
import type { StoryWorld } from './story-world.ts';

/** What a step is called in features: Cucumber Expressions with the same parameters in the same order. */
interface StepTexts {
  readonly en: string;
  readonly sv: string;
}

/** Every text, in both languages. */
export const stepTexts: string[] = [];

type StepFunction = Parameters<typeof cucumber.Given<StoryWorld>>[2];

/** Defines what a scenario begins with, in both languages. */
export function Given({ en, sv }: StepTexts, act: StepFunction): void {
  stepTexts.push(en, sv);
  asFromCallerOf(Given, () => {
    cucumber.Given<StoryWorld>(en, act);
    cucumber.Given<StoryWorld>(sv, act);
  });
}

/** Defines what somebody does, or what time does. */
export function When({ en, sv }: StepTexts, act: StepFunction): void {
  stepTexts.push(en, sv);
  asFromCallerOf(When, () => {
    cucumber.When<StoryWorld>(en, act);
    cucumber.When<StoryWorld>(sv, act);
  });
}

/** Defines what has to be so, or else the step fails, and tells the last answer where that was a refusal. */
export function Then({ en, sv }: StepTexts, act: StepFunction): void {
  stepTexts.push(en, sv);
  const check = tellingRefusals(act);
  asFromCallerOf(Then, () => {
    cucumber.Then<StoryWorld>(en, check);
    cucumber.Then<StoryWorld>(sv, check);
  });
}

/**
 * Cucumber tells of each step where it is defined, and takes the first place outside of its own files for that which the
 * stack shows. Meanwhile every stack is that of whoever has called `definer`.
 */
function asFromCallerOf(definer: typeof Given, define: () => void): void {
  const caller = new Error();
  Error.captureStackTrace(caller, definer);
  const frames = caller.stack?.split('\n').slice(1) ?? [];
  const { prepareStackTrace: before } = Error;
  Error.prepareStackTrace = (error) => [error, ...frames].join('\n');
  try {
    define();
  } finally {
    Error.prepareStackTrace = before;
  }
}

/** Steps that do something take every answer: a refusal may be why a later one finds something else than it expects. */
function tellingRefusals(act: StepFunction): StepFunction {
  const check: StepFunction = async function (...given) {
    try {
      return await act.apply(this, given);
    } catch (error) {
      if (error instanceof Error) tellRefusal(error, this.answer);
      throw error;
    }
  };
  // Cucumber compares it with the number of parameters in the text.
  return Object.defineProperty(check, 'length', { value: act.length });
}

function tellRefusal(error: Error, answer: Answer | undefined): void {
  const { message } = error;
  if (answer === undefined || answer.status < 400 || message.includes(answer.text)) return;
  const told = `${message}\nthe last answer was ${answer.status} ${answer.text}`;
  if (error.stack) error.stack = error.stack.replace(message, () => told);
  error.message = told;
}
