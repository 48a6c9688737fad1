import { at, atHome, type Condition } from "../condition.ts";
import { blocksQueue, jobsQueue, probe, unreachable } from "../places.ts";

/** What goes wrong between the topic, the queues and those who read them. */
export const messageConditions: readonly Condition[] = [
  {
    name: "the jobs queue gets a message that is no job",
    rings: atHome("poison", "jobs-dead-depth"),
    async cause(stand) {
      await stand.send(jobsQueue, 1);
      await stand.exhaust(jobsQueue);
    },
  },
  {
    name: "the topic gets a message that is no block",
    rings: at(probe, "poison", "blocks-dead-depth"),
    async cause(stand) {
      await stand.publish("{}", probe);
      await stand.exhaust(blocksQueue);
    },
  },
  {
    name: "a block is for a region without a queue",
    rings: atHome("unroutable-depth"),
    cause: (stand) => stand.publish("{}", "eu-north-1"),
  },
  {
    // Nor has it any other attribute, so that no filter looks at it: not even the one for what no queue serves.
    name: "a message has no attributes",
    rings: atHome("probes-filtered-out"),
    cause: (stand) => stand.publish("{}"),
  },
  {
    name: "a queue's policy does not let the topic send",
    rings: atHome("probes-undelivered", "probes-redriven", "undelivered-depth"),
    cause: (stand) => stand.publish("{}", unreachable),
  },
];
