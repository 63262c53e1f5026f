#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { whyTooOld } from './node-version.ts';

// Whatever an old Node.js may not have is imported after this.
const why = whyTooOld(process.versions.node);
if (why === undefined) {
  // Keeps compiled code in the system's folder for temporary files; where that cannot be written to, nothing is kept.
  nodeModule.enableCompileCache();
  const { run } = await import('./program.ts');
  const { processTerminal } = await import('./terminal.ts');

  process.exitCode = await run(process.argv.slice(2), processTerminal);
} else {
  console.error(why);
  process.exitCode = 1;
}
