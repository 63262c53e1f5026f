import './require-node.ts';

export * from '@marketsim/simulator';
export * from '@marketsim/test-kit';
// The kit's own start takes the place of the bare one: what it gives can do all that the other can.
export { startSimulator } from '@marketsim/test-kit';
