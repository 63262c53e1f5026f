import type { Appointment, OperationAnswer } from '@marketsim/http';
import { appointmentKey } from './appointments.ts';
import type { DeliverySelection } from './handling.ts';
import type { OutboxNote } from './notes.ts';
import { addAnswer, addAttempt, type ParcelMemory } from './parcel.ts';

/** What an outbox is rebuilt from, together with its world's history. */
export interface OutboxMemory {
  readonly parcels: readonly ParcelMemory[];
  readonly holds: readonly DeliverySelection[];
  /** Answers that were taken and have not taken effect yet. */
  readonly answers: readonly OperationAnswer[];
  /** Appointments that are not kept yet; worlds were kept without them before. */
  readonly appointments?: readonly Appointment[];
}

/** An outbox that knows nothing from before. */
export const noMemory: OutboxMemory = { parcels: [], holds: [], answers: [] };

type Progress = Extract<OutboxNote, { kind: 'progress' }>;

/** What an outbox knew when it had taken some notes, the first of them after the memory. */
export function recollect(memory: OutboxMemory, notes: Iterable<OutboxNote>): OutboxMemory {
  const parcels = new Map(memory.parcels.map((parcel) => [parcel.deliveryId, copied(parcel)]));
  const answers = [...memory.answers];
  const appointments = new Map((memory.appointments ?? []).map((made) => [appointmentKey(made), made]));
  let { holds } = memory;
  for (const note of notes) {
    switch (note.kind) {
      case 'progress':
        parcels.set(note.deliveryId, advanced(parcels.get(note.deliveryId), note));
        break;
      case 'holds':
        ({ holds } = note);
        break;
      case 'heldAnswer':
        answers.push(note.answer);
        break;
      case 'appointed':
        appointments.set(appointmentKey(note.appointment), note.appointment);
        break;
      case 'kept':
        appointments.delete(appointmentKey(note));
    }
  }
  return { parcels: [...parcels.values()], holds, answers, appointments: [...appointments.values()] };
}

const copied = (parcel: ParcelMemory): ParcelMemory => ({
  ...parcel,
  attempts: [...parcel.attempts],
  answers: [...parcel.answers],
});

function advanced(
  known: ParcelMemory | undefined,
  { kind: _, attempt, answer, ...note }: Progress,
): ParcelMemory {
  const { attempts = [], answers = [], behind: _behind, ...before } = known ?? {};
  if (attempt) addAttempt(attempts, attempt);
  if (answer) addAnswer(answers, answer);
  return { ...before, ...note, attempts, answers };
}
