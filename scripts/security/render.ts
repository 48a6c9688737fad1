import type { ResourceGraph } from "../graph.ts";
import { judgeRule, type Rule, unexamined, type Verdict, type Waiver } from "./rule.ts";
import { sections } from "./rules.ts";

/** docs/security.md, from the graphs of the stages reviewed. Throws when a rule is broken without a waiver. */
export function renderReview(graphs: readonly ResourceGraph[]): string {
  const tables = Object.entries(sections).map(([title, rules]) =>
    [
      `## ${title}`,
      "",
      "| rule | has to hold | result |",
      "| --- | --- | --- |",
      ...rules.map((rule) => renderRow(rule, graphs)),
    ].join("\n"),
  );
  const skipped = Object.entries(unexamined).map(([type, why]) => `- \`${type}\`: ${why}.`);
  return `${[introduction(graphs), ...tables, "## Not examined", skipped.join("\n")].join("\n\n")}\n`;
}

function introduction(graphs: readonly ResourceGraph[]): string {
  const stages = graphs.map(({ stage }) => stage).join(" and ");
  const rules = Object.values(sections).flat();
  const waived = rules.filter(({ waivers = [] }) => waivers.length > 0).length;
  return `# Security review

Written by \`npm run security\` from the resources \`npm run synth\` describes, for the stages ${stages}; do not edit. A test judges
every rule again and fails when one is broken without a waiver, when a waiver has nothing left to waive, when a type of
resource is looked at by no rule, and when this page is stale. It judges a stage with \`alertEmails\` and \`canaryMinutes\` too; waivers
that only such a stage needs name the setting of stacks/config.ts.

The rules are those of cdk-nag (AwsSolutions, Serverless), checkov (CKV) and AWS Security Hub (such as Lambda.1) that apply to
something deployed here, and our own. They judge what is described, not what AWS does with it. Tags (DynamoDB.5, Lambda.6) are
not judged: each region's provider sets them on all it creates, so they stand in no resource's description.
${rules.length} rules, ${waived} of them with a waiver.

Tokens have no scopes: each lets its holder list, read and cancel every job of the stage, whichever token submitted it. Callers who may
not see each other's jobs need a stage each.`;
}

function renderRow(rule: Rule, graphs: readonly ResourceGraph[]): string {
  const verdicts = graphs.map((graph) => judgeRule(rule, graph));
  const open = verdicts.flatMap((verdict) => verdict.open);
  const [first] = open;
  if (first !== undefined)
    throw new Error(
      `${rule.ids.join(", ")}: ${rule.says} ${open.length} resources break it, such as ${first.name} in ${first.region}; mend them or write a waiver in scripts/security`,
    );
  return `| ${rule.ids.join(", ")} | ${rule.says} | ${resultOf(rule, verdicts)} |`;
}

function describeWaiver({ what, why, setting }: Waiver): string {
  return `**${what}**${setting === undefined ? "" : ` (with \`${setting}\`)`}: ${why}`;
}

function resultOf(rule: Rule, verdicts: readonly Verdict[]): string {
  const examined = Math.max(...verdicts.map((verdict) => verdict.examined));
  const { waivers = [] } = rule;
  const isKept = verdicts.every(({ broken }) => broken.length === 0);
  const results = [
    ...(isKept ? [`holds for all ${examined}`] : []),
    ...(waivers.length > 0 ? [`waived for ${waivers.map(describeWaiver).join(" ")}`] : []),
  ];
  return results.join("; ");
}
