/** A folder of a package, or its root, ".". */
export interface Room {
  name: string;
  /** What it holds, in one line. */
  holds: string;
}

/**
 * The rooms of every package in their order, ground floor first. A file imports from its own room and from those
 * before it, never from those after it. A room within a room has its own place.
 */
export const rooms: Readonly<Record<string, readonly Room[]>> = {
  core: [
    { name: "edge", holds: "errors, schemas, seeded randomness, times: what every file may use" },
    { name: "statistics", holds: "numbers in, quantiles and intervals out; knows no probe" },
    { name: "job", holds: "what is asked for: spec, variants, load, its plan of blocks, and list prices" },
    { name: "sample", holds: "what a probe saw: calls, receipts, marks' values, measures, start classes" },
    { name: "summary", holds: "samples merged into cells, and how that is stored as text" },
    { name: "standing", holds: "expected against stored: the ledger, losses, how a job ends" },
    { name: "explain", holds: "where the time and money of a call went" },
    { name: "metrics", holds: "the one table of metrics, and what blocks and jobs publish" },
    { name: "cost", holds: "what a job uses of what AWS sells, planned and as it happened, at list prices" },
    { name: "documents", holds: "what the API and the command print" },
    { name: "traces", holds: "one probe on one timeline, and as the traces that other tools open" },
  ],
  functions: [
    {
      name: "calls",
      holds: "what makes one measured call: its order, the next call, the call, its failure, the clock",
    },
    {
      name: "edges",
      holds: "environment variables, batches of messages, signatures, metrics and the table of log events",
    },
    {
      name: "results",
      holds:
        "stores of jobs, blocks and seals as interfaces; what is read from them, unsealed shards summarised too",
    },
    { name: "tokens", holds: "who calls: tokens, their scopes and what they are stored as" },
    { name: "submit", holds: "taking a job in, and cancelling it" },
    { name: "planning", holds: "a job becomes published blocks, and records to read" },
    { name: "blocks", holds: "a batch of blocks is checked, run and stored" },
    { name: "sealing", holds: "complete shards become summaries, jobs end" },
    { name: "dead-letters", holds: "what queues gave up: looked at, sent back, dropped" },
    { name: "watching", holds: "alarms, metrics and the dashboard, read from CloudWatch" },
    { name: "contract", holds: "the OpenAPI document, and the page that shows it" },
    { name: "http", holds: "the HTTP API: router, handlers, what requests may say" },
    { name: "page", holds: "the files of the page, with their headers" },
    { name: "aws/measured", holds: "AWS clients that a measured call goes through" },
    { name: "aws/results", holds: "the one table of results, behind the three stores" },
    { name: "aws", holds: "the other AWS services behind the interfaces" },
    { name: ".", holds: "the nine Lambda handlers" },
  ],
  local: [
    { name: "time", holds: "the clock that calls are held back by" },
    { name: "graph", holds: "the resources of the deployment, and reading their inputs" },
    {
      name: "events",
      holds: "everything that the local cloud tells of itself, and what metrics are made of",
    },
    { name: "service", holds: "what every service stands on: calls, protocols, refusals, the data folder" },
    { name: "iam", holds: "policies, roles, and who may do what" },
    { name: "wan", holds: "the simulated network between regions: distance, connections, weather" },
    { name: "gateway", holds: "one port for all services: signatures, permissions, distance" },
    { name: "backend", holds: "SNS, SQS and DynamoDB, by embedded servers" },
    { name: "lambda", holds: "functions in execution environments, and the Invoke API" },
    { name: "http-api", holds: "API Gateway's HTTP APIs in front of functions" },
    { name: "mapping", holds: "event source mappings from queues to functions" },
    { name: "cloudwatch", holds: "metrics, logs, alarms and their APIs" },
    { name: "schedule", holds: "EventBridge Scheduler's schedules" },
    { name: "provision", holds: "the resources of the graph are checked, built and replaced" },
    { name: ".", holds: "the cloud, composed" },
  ],
  client: [{ name: ".", holds: "the typed client of the HTTP API, and where each operation is" }],
  web: [
    { name: "building", holds: "the page is built, when its sources changed; runs in Node.js" },
    { name: "theme", holds: "colours, type and spacing, in light and dark; the font and the mark" },
    { name: "scale", holds: "a place on a scale of colours for a number of ms" },
    { name: "words", holds: "numbers, times and names as people read them" },
    { name: "address", holds: "every view's address, read and written" },
    { name: "data", holds: "the session's token, the client, and polling that backs off" },
    { name: "parts", holds: "components that every view is made of" },
    { name: "jobs", holds: "the list of jobs, the form, and one job's progress" },
    { name: "matrix", holds: "the heat map, its scale, and the sentence that says what it shows" },
    { name: "cell", holds: "one cell's distribution" },
    { name: "probe", holds: "one probe's waterfall" },
    { name: "watching", holds: "alarms, the dashboard, dead letters" },
    { name: "report", holds: "a job to send: as one file, as Markdown, as a picture" },
    { name: ".", holds: "the shell around the views, and which view an address has" },
  ],
  cli: [
    { name: "terminal", holds: "what is written to a terminal, and what it may hold" },
    { name: "config", holds: "the configuration file, and what it may set" },
    { name: "completions", holds: "scripts with which shells complete commands" },
    { name: "logs", holds: "Lambda's log lines and receipts, read from files" },
    { name: "render", holds: "documents as text for people" },
    { name: "api", holds: "the HTTP API in the words of the command" },
    { name: "cloud", holds: "local clouds: their data folders, starting one, finding one that runs" },
    { name: "job", holds: "publishing a job and following it" },
    { name: "doctor", holds: "what this machine, an AWS account and an API have to be, checked one by one" },
    { name: "commands", holds: "one file per command: its options, help and action" },
    { name: ".", holds: "the program" },
  ],
};

/**
 * Packages in their order, ground floor first, with what each may import of the others; then the description of what is
 * deployed. Scripts, benches and tests look at all of it from outside, and none of it looks at them.
 */
export const packages: Readonly<Record<string, readonly string[]>> = {
  core: [],
  client: [],
  web: ["core", "client"],
  /** Of web what it was built to. */
  functions: ["core", "web"],
  local: [],
  /** Of web that it is built. */
  cli: ["core", "client", "web", "local"],
  /** Of functions the table of log events, by its type: lint holds which files. */
  stacks: ["core", "functions"],
};
