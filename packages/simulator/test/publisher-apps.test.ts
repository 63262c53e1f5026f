import { expect, test } from 'vitest';
import { withPublisherApps } from '../src/publishers/publisher-apps.ts';
import { seedDefinition } from '../src/seed/seed-definition.ts';
import { started } from './support/running.ts';

const own = { webhookUrl: 'http://127.0.0.1:1/webhook' };

test('an own app without a landing page has the one of the mock publisher, where that runs', async () => {
  const { get, simulator } = await started({ mockPublisher: { port: 0 }, ownPublisher: own });
  const { publishers } = (await get('/_sim/accounts')).body;
  expect(publishers[0]).toMatchObject({
    ...own,
    landingPageUrl: `${simulator.publisherUrl}/default/publisher-1/landing`,
    reportsLicenseAssignment: false,
  });
  expect((await fetch(publishers[0].landingPageUrl)).status).toBe(200);
});

test('where no mock publisher runs it has none', async () => {
  const { publishers } = withPublisherApps(await seedDefinition(1), { mock: 'nobody', own });
  expect(publishers[0]).toMatchObject(own);
  expect(publishers[0]).not.toHaveProperty('landingPageUrl');
});
