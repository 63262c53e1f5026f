import type { State } from '@marketsim/core';
import type { RequestInfo } from '@marketsim/http';

/** What absolute links start with: the address by which the caller came, or the one that `links.base` has (SF 9 C10). */
export const linkBase = (
  { settings }: Pick<State, 'settings'>,
  { base }: Pick<RequestInfo, 'base'>,
): string => settings['links.base'] || base;
