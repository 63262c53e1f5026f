import { enableCompileCache } from 'node:module';

// Keeps compiled code in the system's folder for temporary files; where that cannot be written to, nothing is kept.
enableCompileCache();
const { run } = await import('./run.ts');

await run(process.argv.slice(2));
