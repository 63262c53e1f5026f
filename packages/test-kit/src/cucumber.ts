/* What Cucumber imports: every step that features may use. */

import './steps/answers.ts';
import './steps/behaviour.ts';
import './steps/billing.ts';
import './steps/deliveries.ts';
import './steps/direct.ts';
import './steps/faults.ts';
import './steps/landing-page.ts';
import './steps/links.ts';
import './steps/marketplace.ts';
import './steps/metering.ts';
import './steps/parameters.ts';
import './steps/publisher-records.ts';
import './steps/publisher.ts';
import './steps/publisher-desk.ts';
import './steps/purchase.ts';
import './steps/subscription.ts';
import './steps/time.ts';
import './steps/undefined.ts';
import './steps/worlds.ts';

export { StoryWorld } from './story/story-world.ts';
