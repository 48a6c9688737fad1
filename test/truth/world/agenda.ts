/** Something that happens at one moment of true time. */
export interface Appointment {
  atUs: number;
  happen(): void;
}

/** What lies ahead, earliest first; at one moment, in the order it was agreed. A binary heap. */
export interface Agenda {
  add(appointment: Appointment): void;
  /** Removes and gives the earliest. */
  next(): Appointment | undefined;
}

export function createAgenda(): Agenda {
  const heap: { of: Appointment; turn: number }[] = [];
  let turns = 0;

  const at = (place: number) => heap[place] as (typeof heap)[number];
  const isBefore = (a: number, b: number) =>
    at(a).of.atUs < at(b).of.atUs || (at(a).of.atUs === at(b).of.atUs && at(a).turn < at(b).turn);
  function swap(a: number, b: number): void {
    const held = at(a);
    heap[a] = at(b);
    heap[b] = held;
  }

  function rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!isBefore(place, parent)) return;
      swap(place, parent);
      place = parent;
    }
  }

  function sink(): void {
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      if (left < heap.length && isBefore(left, least)) least = left;
      if (right < heap.length && isBefore(right, least)) least = right;
      if (least === place) return;
      swap(place, least);
      place = least;
    }
  }

  function takeFirst(): Appointment | undefined {
    const first = heap[0]?.of;
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      sink();
    }
    return first;
  }

  return {
    add(of) {
      heap.push({ of, turn: turns++ });
      rise(heap.length - 1);
    },
    next: takeFirst,
  };
}
