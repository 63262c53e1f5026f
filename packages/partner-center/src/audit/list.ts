import { dayOf } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { seekHeaders, seekPage, seekQuery, seekRefusals } from '../wire/seek.ts';
import { exampleAuditRecord } from './example.ts';
import { auditFilter } from './filter.ts';
import { auditIdOf, auditRecordResource, auditRecordSchema } from './resource.ts';
import { trailOf } from './trail.ts';
import { windowOf, windowQuery } from './window.ts';

const pageSize = 500;

/** AUD-1: what was done in the partner's account, oldest first, a page at a time. */
export const listAuditRecords = endpoint({
  contract: {
    id: 'AUD-1',
    method: 'get',
    path: '/v1/auditrecords',
    summary: 'List audit records',
    source: 'PC 8.1, 0.8',
    tag: 'Audit',
    access: 'A+U',
    right: 'read',
    params: noParams,
    query: z.object({
      ...windowQuery.shape,
      ...seekQuery.shape,
      filter: z.string().optional(),
    }),
    headers: seekHeaders,
    replies: {
      200: {
        description: 'One page of records; `totalCount` counts this page.',
        schema: collectionSchema(auditRecordSchema),
        example: exampleList('/auditrecords?startDate=2026-01-01', exampleAuditRecord),
      },
    },
    refusals: seekRefusals,
  },
  handle: ({ query, request }, { engine, partner }) => {
    const { start, end } = windowOf(query, engine.now());
    const fits = auditFilter(query.filter);
    const items = trailOf(engine)
      .records()
      .filter(({ after, at }) => after.partnerId === partner.id && dayOf(at) >= start && dayOf(at) <= end)
      .filter(fits);
    const page = seekPage({
      ...{ items, keyOf: auditIdOf, query, request, defaultSize: pageSize, largestSize: pageSize },
    });
    return {
      status: 200,
      body: collection(
        page.items.map((record) => auditRecordResource(record, engine)),
        request,
        page.next,
      ),
    };
  },
});
