import type { ResourceGraph } from "../graph.ts";
import { judgeRule, type Rule, unexamined, type Verdict, type Waiver } from "./rule-form.ts";
import { sections } from "./rules.ts";
import { renderScopes } from "./scopes.ts";

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
  return `${[introduction(graphs), renderScopes(), ...tables, "## Not examined", skipped.join("\n")].join("\n\n")}\n`;
}

function introduction(graphs: readonly ResourceGraph[]): string {
  const stages = graphs.map(({ stage }) => stage).join(" and ");
  const rules = Object.values(sections).flat();
  const waived = rules.filter(({ waivers = [] }) => waivers.length > 0).length;
  return `# Security review

\`npm run security\` writes this page from the resources that \`npm run synth\` describes, for the stages ${stages}. Do not edit it.
A test judges every rule again. It fails when a rule is broken without a waiver, when a waiver has nothing left to waive, when no
rule looks at a type of resource, and when this page is stale. The test also judges a stage with \`alertEmails\` and
\`canaryMinutes\`; a waiver that only such a stage needs names the setting of stacks/config.ts.

The rules are our own, and those of cdk-nag (AwsSolutions, Serverless), checkov (CKV) and AWS Security Hub (such as Lambda.1) that
apply to something deployed here. They judge what is described, not what AWS does with it. Rules about tags (DynamoDB.5, Lambda.6)
are left out: each region's provider sets the tags of all it creates, so they stand in no resource's description.
There are ${rules.length} rules, ${waived} of them with a waiver. The [glossary](glossary.md) explains the words.`;
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
