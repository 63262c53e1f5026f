#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Keeps compiled code in the system's folder for temporary files; where that cannot be written to, nothing is kept.
enableCompileCache();
const { run } = await import('./program.ts');
const { processTerminal } = await import('./terminal.ts');

process.exitCode = await run(process.argv.slice(2), processTerminal);
