import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { foundOut, givenSubstitution } from './substitution.ts';

const [rounds] = process.argv.slice(2);
const substitution = givenSubstitution();
if (substitution) {
  const mutated = pathToFileURL(substitution.path).href;
  registerHooks({
    load: (url, context, next) =>
      url === mutated
        ? { format: 'module-typescript', source: substitution.text, shortCircuit: true }
        : next(url, context),
  });
}

const { wrongProperty } = await import('./properties.ts');
const wrong = wrongProperty(rounds === undefined ? undefined : Number(rounds));
if (wrong !== undefined) {
  console.log(wrong);
  process.exitCode = foundOut;
}
