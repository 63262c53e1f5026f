import { expectThat } from './expect.ts';
import { type Bought, pathOf, subscriptionOf } from './purchase.ts';
import { told } from './quantity.ts';
import { subscriptionReply } from './replies.ts';
import { type Stage, sums } from './stage.ts';

/** The partner refuses to renew: the subscription goes on to its term end (REN-02). */
export async function refuseToRenew(stage: Stage, bought: Bought): Promise<void> {
  const outcome = await stage.partner.patch(pathOf(bought), { autoRenewEnabled: false }, subscriptionReply);
  const seen = outcome.ok && { status: outcome.value.status, autoRenew: outcome.value.autoRenewEnabled };
  expectThat('a subscription that will not renew', seen, { status: 'active', autoRenew: false });
  await stage.tell(
    `${stage.cast.partner.name} refuses to renew ${bought.plan.title}: it runs to the end of its term`,
  );
}

/** Cancels inside the window: the end is immediate, and every line is given back (CAN-04). */
export async function cancelInWindow(stage: Stage, bought: Bought): Promise<void> {
  const outcome = await stage.partner.patch(pathOf(bought), { status: 'deleted' }, subscriptionReply);
  expectThat('a cancellation inside the window', outcome.ok && outcome.value.status, 'deleted');
  const { charges } = await stage.tell(
    `${stage.cast.partner.name} cancels ${bought.plan.title} inside its window: deleted, refunded in full`,
  );
  expectThat('a refund among the charges', charges[0] !== undefined && charges[0].amount < 0, true);
  const rows = (await stage.ledger()).filter(
    ({ subscriptionId }) => subscriptionId === bought.subscriptionId,
  );
  const { currency } = bought.customer;
  expectThat('what is left of its charges', sums(rows), [{ amount: 0, currency }]);
  await expectGone(stage, bought);
}

/** The term ends: one subscription renews and is charged again, with a notice to its publisher (REN-05, REN-09). */
export async function renew(stage: Stage, bought: Bought): Promise<void> {
  const { charges } = await stage.tell(
    `the term of ${bought.plan.title} ends: it renews, and ${stage.cast.publisher.name} is told`,
  );
  expectThat('charges of a renewal', charges.length === 1 && (charges[0]?.amount ?? 0) > 0, true);
  expectThat('notices of the renewal', await told(stage, bought, 'Renew'), 1);
}

/** The other term ends without renewal: nothing is charged, and the publisher is told (REN-06). */
export async function endWithTerm(stage: Stage, bought: Bought): Promise<void> {
  const { charges } = await stage.tell(
    `the term of ${bought.plan.title} ends: it does not renew, and nothing is charged`,
  );
  expectThat('charges at an end', charges, []);
  expectThat('a subscription after its term', (await subscriptionOf(stage, bought)).status, 'deleted');
  await expectGone(stage, bought);
}

/** The publisher has heard of the end, and gives no access any more. */
async function expectGone(stage: Stage, bought: Bought): Promise<void> {
  expectThat('notices of the end', await told(stage, bought, 'Unsubscribe'), 1);
  const { access } = await stage.desk.record(bought.subscriptionId);
  expectThat('access at the publisher after the end', access, 'off');
}
