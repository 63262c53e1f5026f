import { availabilityResource } from './availability.ts';
import { exampleItem, exampleMarket, examplePublisher, exampleSettings } from './example.ts';

/** The availability of the examples. */
export const exampleAvailability = availabilityResource(exampleItem, exampleMarket, {
  state: { settings: exampleSettings, publishers: new Map([[examplePublisher.id, examplePublisher]]) },
  partnerId: 'any',
});
