import { shapeIssues } from '@marketsim/http';
import type { z } from 'zod';
import { checkAccounts } from './check-accounts.ts';
import { checkCatalog } from './check-catalog.ts';
import { checkCurrencies } from './check-currencies.ts';
import { checkPrices } from './check-prices.ts';
import { checkSettings } from './check-settings.ts';
import { checkFaults } from './faults.ts';
import { type DefinitionPath, type Finding, pathText, WorldDefinitionError } from './problem.ts';
import { type WorldDefinition, worldDefinition } from './schema.ts';

type Parsed =
  | { readonly ok: true; readonly definition: WorldDefinition }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** The parts of a path as `pathText` writes it. */
export const partsOf = (path: string): DefinitionPath =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name = '']) =>
    index === undefined ? name : Number(index),
  );

/** What a schema refused in a value. */
export const shapeFindings = (schema: z.ZodType, value: unknown, error: z.ZodError): readonly Finding[] =>
  shapeIssues(schema, value, error).map(({ path, message }) => ({ path: partsOf(path), message }));

/** Checks shape, references, uniqueness and settings; every finding is told, not only the first. */
export function checkDefinition(value: unknown): Parsed {
  const result = worldDefinition.safeParse(value);
  if (!result.success) return { ok: false, findings: shapeFindings(worldDefinition, value, result.error) };
  const definition = result.data;
  const findings = [
    ...checkAccounts(definition),
    ...checkCatalog(definition),
    ...checkPrices(definition),
    ...checkCurrencies(definition),
    ...checkSettings(definition.settings),
    ...checkFaults(definition),
  ];
  return findings.length === 0 ? { ok: true, definition } : { ok: false, findings };
}

/** The definition in a plain value; throws a `WorldDefinitionError` that names everything wrong with it. */
export function parseDefinition(value: unknown): WorldDefinition {
  const parsed = checkDefinition(value);
  if (parsed.ok) return parsed.definition;
  const problems = parsed.findings.map(({ path, message }) => ({ path: pathText(path), message }));
  throw new WorldDefinitionError('world definition', problems);
}
