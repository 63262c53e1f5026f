import { After, BeforeStep, Status } from '@cucumber/cucumber';
import { stepTexts } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { undefinedStepHint } from '../story/undefined-step.ts';

BeforeStep(function (this: StoryWorld) {
  this.stepsBegun += 1;
});

/** What follows an undefined step is not begun: the first that was not is the one. Of hooks Cucumber tells only errors. */
After(function (this: StoryWorld, { pickle, result }) {
  if (result?.status !== Status.UNDEFINED) return;
  const step = pickle.steps[this.stepsBegun];
  if (!step) return;
  const hint = new Error(undefinedStepHint(step.text, stepTexts));
  // Where it comes from says nothing.
  hint.stack = hint.message;
  throw hint;
});
