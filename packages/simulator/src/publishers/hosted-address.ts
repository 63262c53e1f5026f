/** A page that the mock publisher has for each publisher it stands in for. */
export type HostedPage = 'landing' | 'webhook';

/**
 * The address by which the world's history knows a page of the mock publisher. It names neither world nor port, so
 * that a history is the same wherever it happens; `PublisherHost` knows where the page really is.
 */
export const hostedAddress = (publisherId: string, page: HostedPage): string =>
  `http://127.0.0.1:4601/${publisherId}/${page}`;
