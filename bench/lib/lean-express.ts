import { type Script, startScript } from './scripts.ts';

/** What the baseline answers, and what it writes before it answers a PATCH. */
export interface LeanOptions {
  readonly text: string;
  readonly appends?: { readonly file: string; readonly lineBytes: number };
}

/** The baseline in another process. */
export interface LeanExpress extends Script<string> {
  readonly url: string;
}

/** Starts the least server on Express that answers with a JSON text; it ends with this process at the latest. */
export async function startLeanExpress(options: LeanOptions): Promise<LeanExpress> {
  const script = await startScript<string>('./lean-express-process.ts', options);
  return { ...script, url: script.said };
}
