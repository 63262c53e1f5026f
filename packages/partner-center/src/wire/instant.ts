import { type Instant, instant } from '@marketsim/core';

/** A time of a request, ISO 8601; one without a zone is UTC: .NET clients send it so. */
export const sentInstant = (text: string): Instant =>
  instant(/(?:Z|[+-]\d{2}:\d{2})$/i.test(text) ? text : `${text}Z`);
