import { normaliseQuery, Refused, shapeIssues } from '@marketsim/http';
import type { Request } from 'express';
import { compact } from '../compact.ts';
import { summaryOf } from '../requests/record.ts';
import type { RequestJournal } from '../requests/request-journal.ts';
import { namedWorld } from './control-api.ts';
import { requestFilter } from './request-endpoints.ts';
import { knownOf, type Stream, told } from './stream.ts';

/** Every request of a selection behind the last that the caller knows, then every new one. */
export function requestStream(journal: RequestJournal, request: Request): Stream {
  const { after: _, world, ...filter } = filterOf(request);
  const named = namedWorld({ query: compact({ world }), header: (name) => request.get(name) });
  const selection = { ...filter, world: named };
  let known = Math.min(knownOf(request) ?? journal.last(), journal.last());
  const next = (): string | undefined => {
    const found = journal.next(known, selection);
    known = found?.number ?? journal.last();
    return found && told('request', summaryOf(found), found.number);
  };
  return { pieces: { next, watch: journal.watch } };
}

/** The query of the list, as strict as there. */
function filterOf({ query }: Request) {
  const raw = normaliseQuery(requestFilter, query, 'strict');
  const { data, error } = requestFilter.safeParse(raw);
  if (data) return data;
  throw new Refused({ kind: 'shape', where: 'query', issues: shapeIssues(requestFilter, raw, error) });
}
