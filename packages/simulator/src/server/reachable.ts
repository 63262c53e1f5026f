/** A host as it stands in an address; one that stands for all addresses of a machine is reached by the loopback one. */
export const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};
