import type { DoctorOptions } from "../doctor/doctor.ts";
import { helpAfter } from "../terminal/help.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import { type Declare, withApi, withJson } from "./declare.ts";

const help = helpAfter({
  notes: `It looks at Node.js, ports, disk, SST's platform, AWS credentials, the regions of stacks/config.ts, Lambda's limit of
concurrent executions there, the clock, and an API if one is named, and says what to do about each. What it has no
credentials for it does not check, and says so. It changes nothing, and calls sts:GetCallerIdentity and
lambda:GetAccountSettings only.`,
  done: "no check failed; some may not have been possible",
  failed: "a check failed",
  examples: [
    "npx crisscross doctor",
    "npx crisscross doctor --port 4000 --data .crisscross",
    "AWS_PROFILE=measure npx crisscross doctor --json",
  ],
});

export const declareDoctor: Declare = (command, shell, finish) => {
  withApi(command)
    .summary("check this machine, the AWS account and an API, and say what to do")
    .description("Checks what Crisscross needs of this machine, of an AWS account and of an API.")
    .option("--port <n>", "see whether this port is free (default: any)", wholeNumber(1, 65_535));
  withJson(command)
    .addHelpText("after", help)
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("../doctor/doctor.ts");
      finish(await doctor(shell, options));
    });
};
