import { type Appointment, createAgenda } from "./agenda.ts";

/**
 * True time in integer µs, which only the simulator knows. It stands still while anything can go on without it and
 * then jumps to the next thing that waits for it, so that an hour passes at once and every run is the same.
 */
export interface VirtualTime {
  nowUs(): number;
  sleep(us: number): Promise<void>;
  /** A signal that aborts in so many ms. */
  deadline(ms: number): AbortSignal;
  /** The work's result, or a rejection when the signal aborts first. The work itself goes on. */
  before<T>(signal: AbortSignal, work: Promise<T>): Promise<T>;
  /** Lets time pass until the work has settled. What still waits then never happens. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createVirtualTime(): VirtualTime {
  const agenda = createAgenda();
  /** What is to happen when a signal aborts; a listener each would cost more than all else here. */
  const timers = new WeakMap<AbortSignal, Appointment & { expire(): void }>();
  let nowUs = 0;

  function agree(inUs: number, happen: () => void): Appointment {
    const appointment = { atUs: nowUs + Math.max(0, Math.round(inUs)), happen };
    agenda.add(appointment);
    return appointment;
  }

  return {
    nowUs: () => nowUs,
    sleep: (us) => (us <= 0 ? Promise.resolve() : new Promise((resolve) => agree(us, resolve))),
    deadline(ms) {
      const controller = new AbortController();
      const timer = Object.assign(
        agree(ms * 1_000, () => {
          controller.abort(passed);
          timer.expire();
        }),
        { expire: () => {} },
      );
      timers.set(controller.signal, timer);
      return controller.signal;
    },
    before(signal, work) {
      const timer = timers.get(signal);
      if (!timer) throw new TypeError("the signal is not of this time");
      return new Promise((resolve, reject) => {
        timer.expire = () => reject(passed);
        const settle = () => {
          // The signal still aborts: work that is done again under it has what is left of its time.
          timer.expire = () => {};
          work.then(resolve, reject);
        };
        work.then(settle, settle);
      });
    },
    async run(work) {
      let isDone = false;
      const settle = () => {
        isDone = true;
      };
      work.then(settle, settle);
      for (await idle(); !isDone; await idle()) {
        const next = agenda.next();
        if (!next) throw new Error("nothing is left to happen, and the work waits");
        nowUs = next.atUs;
        next.happen();
      }
      return work;
    },
  };
}

/** One for all: every call has a deadline that passes in the end, and making a reason costs more than all else of that. */
const passed = new DOMException("The deadline has passed.", "TimeoutError");

/** Until every promise that can settle has. */
const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
