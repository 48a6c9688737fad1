import { Worker } from "node:worker_threads";
import type { Finding, Task } from "./tasks.ts";

/** Runs tasks on so many threads and gives their findings in order; `done` hears of each. Rejects with the first error, and no thread is left. */
export async function runTasks(
  tasks: readonly Task[],
  threads: number,
  done: (task: Task) => void,
): Promise<Finding[]> {
  // The largest first, so that no thread is left alone with one at the end.
  const left = [...tasks.entries()].toSorted(([, a], [, b]) => a.size - b.size);
  const findings = new Map<number, Finding>();
  const workers = Array.from({ length: threads }, () => new Worker(new URL("worker.ts", import.meta.url)));
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let next = left.pop(); next; next = left.pop()) {
          const [place, task] = next;
          findings.set(place, await ask(worker, task));
          done(task);
        }
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return [...findings].toSorted(([a], [b]) => a - b).map(([, finding]) => finding);
}

function ask(worker: Worker, task: Task): Promise<Finding> {
  return new Promise((resolve, reject) => {
    worker.once("message", (finding: Finding) => {
      worker.off("error", reject);
      resolve(finding);
    });
    worker.once("error", reject);
    worker.postMessage(task);
  });
}
