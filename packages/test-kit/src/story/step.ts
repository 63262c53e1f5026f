import * as cucumber from '@cucumber/cucumber';
import type { StoryWorld } from './story-world.ts';

/** What a step is called in features: Cucumber Expressions with the same parameters in the same order. */
interface StepTexts {
  readonly en: string;
  readonly sv: string;
}

type StepFunction = Parameters<typeof cucumber.Given<StoryWorld>>[2];

/** Defines what a scenario begins with, in both languages. */
export function Given({ en, sv }: StepTexts, act: StepFunction): void {
  cucumber.Given<StoryWorld>(en, act);
  cucumber.Given<StoryWorld>(sv, act);
}

/** Defines what somebody does, or what time does. */
export function When({ en, sv }: StepTexts, act: StepFunction): void {
  cucumber.When<StoryWorld>(en, act);
  cucumber.When<StoryWorld>(sv, act);
}

/** Defines what has to be so, or else the step fails. */
export function Then({ en, sv }: StepTexts, act: StepFunction): void {
  cucumber.Then<StoryWorld>(en, act);
  cucumber.Then<StoryWorld>(sv, act);
}
