export * from '@marketsim/simulator';
