import { readFileSync } from 'node:fs';

interface Step {
  readonly commands: string;
  /** What the document says that they print; nothing is shown for a block that prints what differs. */
  readonly shown: string | undefined;
}

/** Each block of commands in a document, with the block of text that follows it before the next one. */
export function stepsOf(file: string): readonly Step[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```(bash|text)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, language, commands = ''], i) => {
    const [, next, shown] = blocks[i + 1] ?? [];
    return language === 'bash' ? [{ commands, shown: next === 'text' ? shown : undefined }] : [];
  });
}

/** What is printed after each block of a marked script. */
export const mark = '--- the end of a block ---\n';

/** All commands as one script, as they go into one shell. */
export const markedScript = (steps: readonly Step[]): string =>
  steps.map(({ commands }) => `${commands}\nprintf '%s' '${mark}'\n`).join('');
