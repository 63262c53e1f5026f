import type { EndLaw, StepLaw } from '../law.ts';
import { activationLaws } from './activation.ts';

/** The laws of one run, in order of their ids. */
export const runLaws: readonly (StepLaw | EndLaw)[] = [...activationLaws];
