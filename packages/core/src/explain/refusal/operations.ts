import type { OperationError } from '../../errors.ts';
import type { Operation } from '../../operation/operation.ts';
import { wishText } from '../subscription/changes.ts';
import { instantText } from '../words.ts';
import { type Known, type Reason, type Reasons, reason } from './reason.ts';

interface OfOperation {
  readonly operationId: string;
}

const operationText = (operationId: string, known: Known): string => {
  const operation = known?.operations.get(operationId);
  return operation
    ? `${wishText(operation)}, asked for at ${instantText(operation.openedAt)} (operation ${operationId})`
    : `operation ${operationId}`;
};

function operationInProgress({ operationId }: OfOperation, known: Known): Reason {
  const { acknowledgeBy, deliverBy } = known?.operations.get(operationId) ?? {};
  const by = acknowledgeBy ?? deliverBy;
  const instead = `the same once the publisher has answered${by ? `, at ${instantText(by)} at the latest` : ''}`;
  return reason(`The publisher has yet to answer: ${operationText(operationId, known)}`, ['QTY-09'], instead);
}

/** What ended an operation, how and when: the publisher's own answer before everything else. */
function operationClosed({ operationId }: OfOperation, known: Known): Reason {
  const operation = known?.operations.get(operationId);
  const text = operationText(operationId, known);
  const answer = known?.answerTo?.(operationId);
  if (operation && answer) {
    const ended = operation.status === 'InProgress' ? 'is to end it' : `ended it as ${operation.status}`;
    return reason(
      `The publisher's own PATCH with ${answer.status} of ${instantText(answer.at)} ${ended}: ${text}`,
      ['QTY-08'],
      'one answer, the first; after it nothing needs to be done',
    );
  }
  if (known && operation?.closedAt) return endedWithoutAnswer(operation, operation.closedAt, known);
  const isTooEarly = operation && known?.settings['ops.patchBeforeReply'] === '409';
  return isTooEarly
    ? reason(`The reply to its webhook is outstanding: ${text}`, ['QTY-08'], 'an answer after that reply')
    : reason(`It is over: ${text}`, ['QTY-08'], 'one answer, before the deadline');
}

function endedWithoutAnswer(
  { id, status }: Operation,
  closedAt: NonNullable<Operation['closedAt']>,
  known: NonNullable<Known>,
): Reason {
  const [when, text] = [instantText(closedAt), operationText(id, known)];
  const instead = `an answer before ${when}`;
  if (status === 'Conflict') {
    const why = `The end or the suspension of the subscription came first, at ${when}`;
    return reason(`${why}, and it was given up: ${text}`, ['CAN-22'], instead);
  }
  const { result } = [...known.deliveries.values()].find(({ operationId }) => operationId === id) ?? {};
  if (status === 'Failed' && result !== 'accepted') {
    const why = result === 'refused' ? 'The reply to its webhook refused it' : 'Its webhook was given up';
    return reason(`${why}, at ${when}: ${text}`, ['QTY-08'], 'an answer while it is open');
  }
  const silence = status === 'Failed' ? 'refusal, by `op.silence`' : 'consent';
  return reason(`There was no answer until ${when}, which is ${silence}: ${text}`, ['QTY-08'], instead);
}

/** Operations of publishers, and their webhooks. */
export const operationReasons: Reasons<OperationError> = {
  operationInProgress,
  operationNotFound: ({ operationId }) =>
    reason(
      `The subscription has no operation ${operationId}`,
      ['QTY-08'],
      'an operation of the subscription',
    ),
  operationClosed,
  operationOwn: ({ operationId }, known) =>
    reason(
      `The publisher asked for it itself: ${operationText(operationId, known)}`,
      ['QTY-08'],
      'no answer is needed',
    ),
  deliveryNotFound: ({ deliveryId }) =>
    reason(`There is no webhook ${deliveryId}`, ['GEN-10'], 'a webhook of the subscription'),
  deliveryEnded: ({ deliveryId }) =>
    reason(`Webhook ${deliveryId} has its result already`, ['GEN-10'], 'nothing needs to be done'),
};
