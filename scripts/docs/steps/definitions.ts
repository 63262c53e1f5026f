import { basename } from 'node:path';
import { type Argument, type CallExpression, type ParamPattern, parseSync } from 'oxc-parser';
import type { TextFile } from '../workspace-text.ts';

/** A step as its file defines it. */
export interface StepDefinition {
  /** What its file is about: the file's name in words. */
  readonly topic: string;
  readonly path: string;
  readonly keyword: (typeof keywords)[number];
  /** Cucumber Expressions of both languages. */
  readonly en: string;
  readonly sv: string;
  /** Its doc comment without tags; empty when there is none. */
  readonly about: string;
  /** What the comment's `@table` and `@text` say of the table, or of the text, that follows the step. */
  readonly table?: string;
  readonly text?: string;
  /** Names of what it is given, in order. */
  readonly parameters: readonly string[];
  /** Whether its function takes a table. */
  readonly takesTable: boolean;
}

const keywords = ['Given', 'When', 'Then'] as const;

/** Every step that a file defines, in order. Fails for a file that is no TypeScript. */
export function stepDefinitions({ path, text }: TextFile): readonly StepDefinition[] {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  const topic = basename(path, '.ts').replaceAll('-', ' ');
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return [];
    const { callee, arguments: given } = statement.expression;
    const keyword = callee.type === 'Identifier' && keywords.find((name) => name === callee.name);
    if (!keyword) return [];
    const comment = comments.find(({ end }) => text.slice(end, statement.start).trim() === '');
    return [
      {
        topic,
        path,
        keyword,
        en: literal(given, 'en'),
        sv: literal(given, 'sv'),
        ...documentation(comment?.value ?? ''),
        ...signature(statement.expression, text),
      },
    ];
  });
}

function literal([texts]: readonly Argument[], language: string): string {
  const properties = texts?.type === 'ObjectExpression' ? texts.properties : [];
  for (const property of properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.key.name !== language || property.value.type !== 'Literal') continue;
    if (typeof property.value.value === 'string') return property.value.value;
  }
  return '';
}

/** What a doc comment says: its text, and what follows its tags. */
function documentation(comment: string): Pick<StepDefinition, 'about' | 'table' | 'text'> {
  if (!comment.startsWith('*')) return { about: '' };
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*+\s?/, '').trim());
  const [about = '', ...tags] = lines.join(' ').split(/\s(?=@)/);
  const tag = (name: string): string | undefined =>
    tags
      .find((entry) => entry.startsWith(`@${name} `))
      ?.slice(name.length + 2)
      .trim();
  const [table, text] = [tag('table'), tag('text')];
  return {
    about: about.trim(),
    ...(table !== undefined && { table }),
    ...(text !== undefined && { text }),
  };
}

function signature(
  { arguments: [, act] }: CallExpression,
  source: string,
): Pick<StepDefinition, 'parameters' | 'takesTable'> {
  const all = act?.type === 'FunctionExpression' ? act.params.flatMap((one) => typed(one, source)) : [];
  const own = all.filter(({ name }) => name !== 'this');
  return {
    parameters: own.filter(({ type }) => type !== 'DataTable').map(({ name }) => name),
    takesTable: own.some(({ type }) => type === 'DataTable'),
  };
}

function typed(parameter: ParamPattern, source: string): readonly { name: string; type: string }[] {
  if (parameter.type !== 'Identifier') return [];
  const annotation = parameter.typeAnnotation?.typeAnnotation;
  return [{ name: parameter.name, type: annotation ? source.slice(annotation.start, annotation.end) : '' }];
}
