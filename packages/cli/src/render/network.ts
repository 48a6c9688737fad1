import type { DocumentWan } from "@crisscross/core/job/wan";

/** What a page says of the network its samples were measured over. */
export const networks: Readonly<Record<DocumentWan, string>> = {
  aws: "AWS's own",
  simulated: "simulated: round trips between regions come from a table, not from AWS",
  none: "none: every region is this machine; no call is slower for its distance",
  mixed: "mixed: the samples are of more than one network; an export names each one's (column wan)",
};

/** The first words of a page whose numbers are not AWS's; none where they are. */
export const networkWarning: Readonly<Record<DocumentWan, string>> = {
  aws: "",
  simulated: "SIMULATED network. ",
  none: "NO network, all regions are one machine. ",
  mixed: "MIXED networks. ",
};
