import { readFileSync } from 'node:fs';

/** The code blocks of one language in a document, in order. */
export function codeBlocks(file: string, language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...readFileSync(file, 'utf8').matchAll(fence)].map(([, code = '']) => code);
}
