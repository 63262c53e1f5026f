import { defineParameterType } from '@cucumber/cucumber';
import { parameterType, stepParameters } from '../story/parameters.ts';

for (const [name, parameter] of Object.entries(stepParameters)) {
  defineParameterType({ name, ...parameterType(parameter), useForSnippets: false });
}
