import './require-node.ts';

export { StoryWorld } from '@marketsim/test-kit/cucumber';
