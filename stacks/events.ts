import { protectTopic } from "./policies.ts";
import { home } from "./regions.ts";

/** How jobs ended, for whoever in the account subscribes: docs/events.md. Nothing of ours does. */
export const events = new sst.aws.SnsTopic("Events");
protectTopic("Events", events, home, { alarms: false });
