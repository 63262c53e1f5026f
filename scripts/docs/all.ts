import { presets, presetWords, profiles, profileWords, settingsRegistry } from '@marketsim/core';
import { fulfillmentEndpoints } from '@marketsim/fulfillment';
import { allLaws } from '@marketsim/laws';
import { partnerCenterContracts, partnerCenterEndpoints } from '@marketsim/partner-center';
import { scenarioExtension } from '@marketsim/scenarios/extension';
import {
  allPitfalls,
  controlContracts,
  everyRule,
  genericFaults,
  hostEndpointsByName,
  publisherEndpointsByName,
  worldEndpointsByName,
} from '@marketsim/simulator';
import { program } from '../../packages/cli/src/program.ts';
import { processTerminal } from '../../packages/cli/src/terminal.ts';
import { apis } from './apis.ts';
import { renderCommands } from './commands.ts';
import { renderControl } from './control.ts';
import type { GeneratedDocument } from './document.ts';
import { renderFaults } from './faults.ts';
import { renderFidelity } from './fidelity.ts';
import { renderInvariants } from './invariants.ts';
import { type MethodGroup, renderMethods } from './methods.ts';
import { renderRoles } from './roles.ts';
import { renderRules } from './rules.ts';
import { renderSettings } from './settings.ts';
import { renderSteps, vocabulary } from './steps/render.ts';
import { sourceFiles, testFiles } from './workspace-text.ts';

/** Of the control API, with what packages above the simulator add to it. */
const contracts = [...controlContracts, ...scenarioExtension.endpoints.map(({ contract }) => contract)];

/** As the test kit puts its clients together. */
const clients: readonly MethodGroup[] = [
  {
    client: 'partnerCenter',
    about:
      'Partner Center, for an Admin agent of the first direct-bill partner; `partnerCenterFor({ partner, as })` for others.',
    endpoints: partnerCenterEndpoints,
  },
  {
    client: 'marketplace',
    about:
      'The fulfillment and metering APIs, as the first publisher calls them; `marketplaceFor(publisher)` for others.',
    endpoints: { ...fulfillmentEndpoints, ...publisherEndpointsByName },
  },
  {
    client: 'control',
    about: 'The control API, about this world.',
    endpoints: { ...hostEndpointsByName, ...worldEndpointsByName },
  },
];

/** Every generated document of the workspace at `root`, as it should be now. */
export const generatedDocuments = (root: string): readonly GeneratedDocument[] => [
  {
    path: 'docs/rules.md',
    text: renderRules({ rules: everyRule, sources: sourceFiles(root), tests: testFiles(root) }),
  },
  {
    path: 'docs/invariants.md',
    text: renderInvariants({ laws: allLaws, sources: sourceFiles(root), tests: testFiles(root) }),
  },
  { path: 'docs/commands.md', text: renderCommands(program(processTerminal)) },
  { path: 'docs/control.md', text: renderControl(contracts) },
  { path: 'docs/methods.md', text: renderMethods(clients) },
  { path: 'docs/roles.md', text: renderRoles(partnerCenterContracts) },
  { path: 'docs/fidelity.md', text: renderFidelity([...apis.values()]) },
  {
    path: 'docs/settings.md',
    text: renderSettings({
      settings: settingsRegistry,
      ...{ profiles, presets, words: { ...profileWords, ...presetWords } },
    }),
  },
  {
    path: 'docs/faults.md',
    text: renderFaults({ pitfalls: allPitfalls, generic: genericFaults, tests: testFiles(root) }),
  },
  { path: 'docs/steps.md', text: renderSteps(vocabulary(root)) },
];
