import type { Method } from '@marketsim/http';
import type { Simulation } from './simulation.ts';

/** A path of a contract with its parameters filled in; those without a value become themselves. */
export const filled = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? name));

/** A call of some endpoint. */
export const call = (sim: Simulation, who: string | undefined, method: Method, path: string) =>
  (who === undefined ? sim.bare : sim.as(who))[method](path);
