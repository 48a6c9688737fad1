import { parentPort } from "node:worker_threads";
import { runTask } from "./tasks.ts";

parentPort?.on("message", async (task) => {
  const finding = await runTask(task);
  parentPort?.postMessage(finding);
});
