import { at, atHome, type Condition } from "../condition.ts";
import { blocksQueue, jobsQueue, probe, unreachable } from "../places.ts";

const from = (origin: string) => ({ origin: { DataType: "String", StringValue: origin } });

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
      await stand.publish("{}", from(probe));
      await stand.exhaust(blocksQueue);
    },
  },
  {
    name: "a block is for a region without a queue",
    rings: atHome("unroutable-depth"),
    cause: (stand) => stand.publish("{}", from("eu-north-1")),
  },
  {
    // Nor has it any other attribute, so that no filter looks at it: not even the one for what no queue serves.
    name: "a message has no attributes",
    rings: atHome("probes-filtered-out"),
    cause: (stand) => stand.publish("{}"),
  },
  {
    // Nor has it an origin, which is what the queue of what cannot be routed is for.
    name: "a message's attributes are malformed",
    rings: atHome("probes-filtered-out", "unroutable-depth"),
    cause: (stand) => stand.publish("{}", { list: { DataType: "String.Array", StringValue: "[" } }),
  },
  {
    name: "a queue's policy does not let the topic send",
    rings: atHome("probes-undelivered", "probes-redriven", "undelivered-depth"),
    cause: (stand) => stand.publish("{}", from(unreachable)),
  },
  {
    // Both happen, and results stay right: there are metrics of it, and no alarm.
    name: "blocks come twice, from a queue whose clock is behind the topic's",
    rings: [],
    async cause(stand) {
      await stand.change("consume", probe, { module: "consume-twice" });
      await stand.runJob({ variants: ["bare/fresh"] });
    },
  },
];
