import { type DomainEvent, type Instant, multiMap, type PartnerNotice, type State } from '@marketsim/core';
import { createTimetable } from './timetable.ts';

/** The notices of a world that are not over, by when each is to be tried next. */
export interface NoticesAhead {
  /** Learns what has just been written down, though the state may not show it yet. */
  noted(event: DomainEvent): void;
  /** What is due, in order, `most` of them; of one resource the first tries go one after another. */
  due(now: Instant, most: number): readonly PartnerNotice[];
  /** When the next try is due, after an instant. */
  nextAfter(now: Instant): Instant | undefined;
}

interface Entry {
  readonly id: string;
  readonly place: number;
  /** Whom it tells of what. */
  readonly lane: string;
}

/** Begins with those that a state knows. */
export function createNoticesAhead({ noticesAhead }: Pick<State, 'noticesAhead'>): NoticesAhead {
  const entries = new Map<string, Entry>();
  const untried = multiMap<Entry>();
  const timetable = createTimetable<Entry>(({ id }, now) => {
    const { dueAt } = noticesAhead.get(id) ?? {};
    return dueAt !== undefined && dueAt > now ? dueAt : undefined;
  });
  let places = 0;

  const add = ({ id, partnerId, resourcePath, tries }: PartnerNotice): void => {
    const entry = { id, place: places++, lane: `${partnerId} ${resourcePath}` };
    entries.set(id, entry);
    if (tries.length === 0) untried.add(entry.lane, entry);
    timetable.wake(entry);
  };

  const tried = (entry: Entry, isOver: boolean): void => {
    untried.remove(entry.lane, entry);
    if (!isOver) timetable.wake(entry);
    else {
      entries.delete(entry.id);
      timetable.drop(entry);
    }
  };

  const isBehind = ({ lane, place }: Entry): boolean => {
    const [first] = untried.of(lane);
    return first !== undefined && first.place < place;
  };

  for (const notice of noticesAhead.values()) add(notice);
  return {
    noted: (event) => {
      if (event.type === 'NoticeQueued') add(event.notice);
      const entry = event.type === 'NoticeTried' ? entries.get(event.noticeId) : undefined;
      if (event.type === 'NoticeTried' && entry) tried(entry, event.dueAt === undefined);
    },
    due: (now, most) => {
      const due: PartnerNotice[] = [];
      for (const entry of timetable.awake(now)) {
        const notice = isBehind(entry) ? undefined : noticesAhead.get(entry.id);
        if (notice) due.push(notice);
        if (due.length === most) break;
      }
      return due;
    },
    nextAfter: timetable.nextAfter,
  };
}
