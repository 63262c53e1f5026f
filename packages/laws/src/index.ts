export type { EndLaw, Finding, Law, LawKind, StepLaw, Violation } from './law.ts';
export { runLaws } from './laws/all.ts';
export { createWitness, type Judged, type Witness } from './witness.ts';
