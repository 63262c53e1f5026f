import type { Stage } from '../play/stage.ts';

type Parcel = NonNullable<ReturnType<Stage['world']['outbox']['parts']['parcels']['find']>>;

/** As much of an answer as a line has place for. */
const shownLength = 120;

const lineOf = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, shownLength);

function callText({ attempts }: Pick<Parcel, 'attempts'>): string {
  const last = attempts.at(-1);
  if (!last) return 'nobody was called yet';
  if (last.kind === 'notSent') return `not sent: ${last.reason}`;
  const { url, reply } = last;
  return reply.kind === 'failed'
    ? `POST ${url} got no answer: ${reply.reason}`
    : `POST ${url} answered ${reply.status} ${lineOf(reply.text)}`.trim();
}

const patchText = ({ answers }: Pick<Parcel, 'answers'>): string => {
  const refused = answers.filter(({ outcome }) => outcome !== 'taken').at(-1);
  return refused ? `its PATCH ${refused.status ?? ''} was refused: ${refused.outcome}` : 'no PATCH yet';
};

/** What came of a webhook, for people: the last call and its answer, and what its operation waits for. */
export function heardText(deliveryId: string, { engine: { state }, world }: Stage): string | undefined {
  const parcel = world.outbox.parts.parcels.find(deliveryId);
  if (!parcel) return undefined;
  const operation = state.operations.get(parcel.delivery.operationId);
  const waits = operation?.status === 'InProgress' && operation.acknowledgeBy;
  return waits ? `${callText(parcel)}, ${patchText(parcel)}; consent at ${waits}` : callText(parcel);
}
