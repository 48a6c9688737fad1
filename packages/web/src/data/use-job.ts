import { isOver } from "../words/job-words.ts";
import { useSession } from "./client.ts";
import type { Job } from "./documents.ts";
import { type Polled, usePolled } from "./use-polled.ts";

/** Jobs that are over change no more: each is asked for once. */
const over = new Map<string, Job>();

/** A job, followed until it is over. */
export function useJob(id: string): Polled<Job> {
  const { client } = useSession();
  const known = over.get(id);
  const polled = usePolled({
    key: `job ${id}`,
    initial: known,
    ask: (signal) => client.getJob({ path: { id }, signal }),
    isLast: (job) => {
      if (isOver(job.state)) over.set(id, job);
      return isOver(job.state);
    },
  });
  return polled;
}
