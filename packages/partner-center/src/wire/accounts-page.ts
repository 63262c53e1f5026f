import { z } from 'zod';
import { type Page, type Seek, seekPage, seekQuery } from './seek.ts';

/** The query of a list of customers or users: a page at a time, under a filter (PC 0.8, 2.1, 2.10). */
export const filteredQuery = seekQuery.extend({ filter: z.string().optional() });

/** The page of customers or users that a request asks for (PC 2.1). */
export const accountsPage = <T extends { readonly id: string }>(
  seek: Pick<Seek<T>, 'items' | 'shows' | 'query' | 'request'>,
): Page<T> => seekPage({ ...seek, defaultSize: 100, largestSize: 500, keyOf: ({ id }) => id });
