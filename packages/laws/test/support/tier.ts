/** How long the property suite searches here, and from which seed: chosen with MARKETSIM_LAWS_RUNS and MARKETSIM_LAWS_SEED. */
export const tier = {
  runs: Number(process.env['MARKETSIM_LAWS_RUNS'] ?? 150),
  seed: Number(process.env['MARKETSIM_LAWS_SEED'] ?? 20_200_714),
};
