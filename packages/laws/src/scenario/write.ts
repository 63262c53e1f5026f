import { Document, isCollection, visit } from 'yaml';
import { formatVersion, lawsWorld, type Scenario } from './scenario.ts';

/** The document, its list of steps, and each step are written in lines of their own; all that is inside in one line. */
const deepestBlock = 2;

/** A scenario as YAML: one short block for each step. */
export function writeScenario({ title, beginning, steps }: Scenario): string {
  const { profile, startsAt, settings = {}, seed } = beginning;
  const document = new Document({
    ...{ version: formatVersion, title, world: lawsWorld },
    profile,
    ...(seed !== undefined && { seed }),
    ...(Object.keys(settings).length > 0 && { settings }),
    startsAt,
    steps,
  });
  visit(document, {
    Collection: (_, node, path) => {
      node.flow = path.filter(isCollection).length > deepestBlock;
    },
  });
  return document.toString({ lineWidth: 0 });
}
