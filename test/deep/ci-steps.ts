import { readDocument } from '@marketsim/simulator';

interface Step {
  readonly run?: string;
  readonly script?: string;
}

/** What a job of GitHub Actions or of Azure Pipelines has its runner execute, in order; its other steps are left out. */
export async function shellSteps(yaml: string): Promise<readonly string[]> {
  const document = await readDocument(yaml);
  if (!document.ok) throw new Error(JSON.stringify(document.problems));
  const { jobs, steps = [] } = Object(document.value);
  const all: readonly Step[] = [...steps, ...Object.values(Object(jobs)).flatMap((job) => Object(job).steps)];
  return all.flatMap(({ run, script }) => run ?? script ?? []);
}
