// Written by `npm run openapi` from the OpenAPI document; a test compares.
export interface paths {
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** this API as an OpenAPI 3.1 document */
        readonly get: operations["openApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** this API as a page to read */
        readonly get: operations["docs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** says that the API runs */
        readonly get: operations["health"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** lists jobs, newest first */
        readonly get: operations["listJobs"];
        readonly put?: never;
        /** submits a job */
        readonly post: operations["submitJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** how far a job is */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /** cancels a job, or purges one that has ended */
        readonly delete: operations["cancelJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/cost": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** what a job was estimated to cost, and what it cost, line by line */
        readonly get: operations["getCost"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/matrix": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** the statistics of every cell so far */
        readonly get: operations["getMatrix"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/attribution": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** where the waits went, cell by cell */
        readonly get: operations["getAttribution"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/samples": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** every stored sample, in pages, as CSV or NDJSON */
        readonly get: operations["listSamples"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/samples/{probe}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** one probe's marks, waterfall and bills */
        readonly get: operations["getSample"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/alarms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** alarms of all regions, most urgent first */
        readonly get: operations["listAlarms"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/alarms/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** one alarm of every region, with its history */
        readonly get: operations["getAlarm"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/metrics/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** a metric's series */
        readonly get: operations["getMetric"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/dashboard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** the dashboard with its data */
        readonly get: operations["getDashboard"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/deadletters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** what queues gave up, with a sample of each and why */
        readonly get: operations["listDeadLetters"];
        readonly put?: never;
        readonly post?: never;
        /** deletes dead letters, and logs each with the reason */
        readonly delete: operations["dropDeadLetters"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/deadletters/redrive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** sends dead letters back to where they are worked on */
        readonly post: operations["redriveDeadLetters"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** lists tokens, without their secrets */
        readonly get: operations["listTokens"];
        readonly put?: never;
        /** makes a token, and tells it once */
        readonly post: operations["createToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tokens/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** revokes a token */
        readonly delete: operations["revokeToken"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly jobEnded: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * a job has ended
         * @description A message of the stage's topic of events, which AWS delivers to whoever subscribes: an SQS queue, a function, an HTTPS
         *     address. Over HTTPS it is the field `Message` of SNS's own envelope, unless the subscription asks for raw delivery. Message attributes to
         *     filter on: `type`, `job`, `state`, and `tags`, a list of KEY=VALUE. The same message may come more than once, with the same `id`.
         */
        readonly post: operations["jobEnded"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly AlarmDetail: {
            readonly name: string;
            readonly alarms: readonly {
                readonly name: string;
                readonly region: string;
                /** @enum {string} */
                readonly kind: "metric" | "composite";
                /** @enum {string} */
                readonly state: "ALARM" | "INSUFFICIENT_DATA" | "OK";
                /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
                readonly since: string;
                readonly why: string;
                /** @enum {string} */
                readonly severity?: "critical" | "warning";
                readonly description: string;
                readonly history: readonly {
                    /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
                    readonly at: string;
                    /** @enum {string} */
                    readonly kind: "state" | "action" | "configuration" | "other";
                    readonly summary: string;
                }[];
            }[];
            readonly failures: readonly components["schemas"]["RegionFailure"][];
        };
        readonly AlarmList: {
            readonly counts: {
                readonly ALARM: number;
                readonly INSUFFICIENT_DATA: number;
                readonly OK: number;
            };
            readonly alarms: readonly components["schemas"]["AlarmView"][];
            readonly failures: readonly components["schemas"]["RegionFailure"][];
        };
        readonly AlarmView: {
            readonly name: string;
            readonly region: string;
            /** @enum {string} */
            readonly kind: "metric" | "composite";
            /** @enum {string} */
            readonly state: "ALARM" | "INSUFFICIENT_DATA" | "OK";
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly since: string;
            readonly why: string;
            /** @enum {string} */
            readonly severity?: "critical" | "warning";
            readonly description: string;
        };
        readonly AttributedWait: {
            readonly caller: string;
            readonly callee: string;
            readonly callerRegion: string;
            readonly calleeRegion: string;
            readonly receiptsMissing: number;
            readonly starts: {
                readonly [key: string]: {
                    readonly n: number;
                    readonly preparingMs?: number;
                    readonly observedMs: number;
                    readonly connectingMs: number;
                    readonly connectingSteps?: {
                        readonly lookupMs: number;
                        readonly tcpMs: number;
                        readonly tlsMs: number;
                    };
                    readonly executionMs: number;
                    readonly initMs: number;
                    readonly transitMs: number;
                    readonly handlingMs: number;
                    readonly distanceMs?: number;
                    readonly variationMs?: number;
                    readonly excessMs?: {
                        readonly n: number;
                        readonly requestMs: number;
                        readonly responseMs: number;
                    };
                    readonly requestMs: {
                        readonly lowMs: number;
                        readonly highMs: number;
                    };
                    readonly responseMs: {
                        readonly lowMs: number;
                        readonly highMs: number;
                    };
                    readonly networkMs?: {
                        readonly lowMs: number;
                        readonly highMs: number;
                    };
                    readonly dispatchMs?: {
                        readonly lowMs: number;
                        readonly highMs: number;
                    };
                };
            };
            readonly refused?: {
                readonly networkMs: string;
                readonly dispatchMs: string;
            };
        };
        readonly AttributionDocument: {
            readonly job: {
                readonly id: string;
                /** @enum {string} */
                readonly wan: "aws" | "simulated" | "none" | "mixed";
            };
            readonly basis: {
                readonly blocks: number;
                readonly lookedFor: number;
                readonly planned: number;
                readonly exchanges: number;
                readonly pairs: number;
                readonly contradictions: number;
                readonly driftPpm: number;
            };
            readonly attribution: readonly {
                readonly origin: string;
                readonly target: string;
                readonly variant: string;
                readonly n: number;
                readonly waits: readonly components["schemas"]["AttributedWait"][];
                readonly bills: readonly components["schemas"]["MeanBill"][];
                readonly samples?: readonly {
                    readonly probe: string;
                    readonly sentAtMs: number;
                    /** @enum {string} */
                    readonly outcome: "ok" | "throttled" | "timeout" | "error";
                    /** @enum {string} */
                    readonly start: "cold" | "reinit" | "restored" | "unknown" | "proactive" | "provisioned" | "first" | "unkept" | "warm";
                    /** @enum {string} */
                    readonly connection?: "reused" | "fresh";
                    readonly ms?: number;
                }[];
            }[];
        };
        readonly BillView: {
            readonly name: string;
            readonly billedMs: number;
            readonly computeUsd: number;
            readonly requestUsd: number;
            readonly waitedMs: number;
            readonly idleMs?: number;
            readonly idleUsd?: number;
            readonly paidTwiceMs?: number;
            readonly paidTwiceUsd?: number;
        };
        readonly BuildView: {
            readonly function: string;
            readonly build: string;
            readonly regions: readonly string[];
        };
        /** @description Accepted: usd, probes, or both. */
        readonly DailyBudget: {
            /** @description Accepted: an amount of USD from 0.000001 to 1000000. */
            readonly usd?: number;
            /** @description Accepted: a whole number from 1 to 1000000000. */
            readonly probes?: number;
        };
        readonly DashboardView: {
            readonly name: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly from: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly to: string;
            readonly widgets: readonly ({
                /** @constant */
                readonly type: "text";
                readonly markdown: string;
            } | {
                /** @constant */
                readonly type: "metric";
                readonly title: string;
                readonly unit: string;
                readonly periodSeconds: number;
                readonly lines: readonly {
                    readonly label: string;
                    readonly region: string;
                    readonly stat: string;
                    readonly points: readonly (readonly [
                        string,
                        number
                    ])[];
                }[];
            } | {
                /** @constant */
                readonly type: "alarm";
                readonly title: string;
                readonly alarms: readonly components["schemas"]["AlarmView"][];
                readonly watched: number;
            })[];
            readonly failures: readonly components["schemas"]["RegionFailure"][];
            /** @enum {string} */
            readonly wan?: "aws" | "simulated" | "none";
            readonly probes?: number;
            readonly coldStarts?: number;
        };
        readonly DeadLetter: {
            readonly messageId: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly sentAt: string;
            readonly receives: number;
            readonly job?: string;
            readonly origin?: string;
            readonly index?: number;
            readonly probes?: number;
            readonly reason: string;
            /** @enum {string} */
            readonly ifRedriven: "runs" | "dropped" | "fails" | "stays";
        };
        readonly DeadLetterList: {
            readonly count: number;
            readonly queues: readonly components["schemas"]["DeadQueue"][];
            readonly failures: readonly components["schemas"]["QueueFailure"][];
        };
        readonly DeadQueue: {
            readonly queue: string;
            readonly region: string;
            readonly holds: string;
            readonly count: number;
            readonly hidden: number;
            readonly oldestSeconds?: number;
            readonly isWhole: boolean;
            readonly sample: readonly components["schemas"]["DeadLetter"][];
            readonly move?: components["schemas"]["MoveTask"];
        };
        readonly Drop: {
            readonly queue: string;
            readonly region: string;
            readonly reason: string;
            readonly dropped: number;
            readonly left: number;
        };
        readonly GatewayMessage: {
            readonly message: string | null;
        };
        readonly HopView: {
            readonly name: string;
            /** @enum {string} */
            readonly category: "publish" | "fanout" | "queue" | "dispatch" | "prepare" | "init" | "execute" | "network" | "database" | "unattributed";
            /** @enum {string} */
            readonly certainty: "exact" | "bounded" | "skewed";
            readonly lowMs: number;
            readonly highMs: number;
        };
        readonly JobEvent: {
            /** @constant */
            readonly v: 1;
            readonly id: string;
            /** @enum {string} */
            readonly type: "job.finished" | "job.incomplete" | "job.cancelled";
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly at: string;
            readonly job: {
                readonly id: string;
                readonly name?: string;
                readonly tags?: {
                    readonly [key: string]: string;
                };
                readonly creator?: string;
                /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
                readonly createdAt: string;
                /** @enum {string} */
                readonly state: "complete" | "incomplete" | "cancelled";
                readonly planned: number;
                readonly lost: number;
                readonly path: string;
            };
        };
        readonly JobHead: {
            readonly id: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly createdAt: string;
            readonly spec: components["schemas"]["StoredSpec"];
            readonly name?: string;
            readonly tags?: {
                readonly [key: string]: string;
            };
            readonly creator?: string;
            readonly planned: number;
            readonly estimatedUsd: number;
            /** @enum {string} */
            readonly wan: "aws" | "simulated" | "none";
            readonly unkindness?: readonly string[];
            readonly network?: string;
            /** @constant */
            readonly canary?: true;
        };
        readonly JobList: {
            readonly jobs: readonly components["schemas"]["JobHead"][];
            readonly damaged?: readonly {
                readonly id: string;
                readonly damage: string;
            }[];
            readonly next?: string;
        };
        readonly JobRequest: {
            /** @description Accepted: a list of us-east-1, us-east-2, us-west-1, us-west-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, af-south-1, ap-east-1, ap-east-2, ap-south-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-7, ca-west-1, eu-central-2, eu-south-1, eu-south-2, il-central-1, me-central-1, me-south-1, mx-central-1; at least one. */
            readonly origins?: readonly ("us-east-1" | "us-east-2" | "us-west-1" | "us-west-2" | "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" | "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ca-central-1" | "eu-central-1" | "eu-north-1" | "eu-west-1" | "eu-west-2" | "eu-west-3" | "sa-east-1" | "af-south-1" | "ap-east-1" | "ap-east-2" | "ap-south-2" | "ap-southeast-3" | "ap-southeast-4" | "ap-southeast-5" | "ap-southeast-7" | "ca-west-1" | "eu-central-2" | "eu-south-1" | "eu-south-2" | "il-central-1" | "me-central-1" | "me-south-1" | "mx-central-1")[];
            /** @description Accepted: a list of us-east-1, us-east-2, us-west-1, us-west-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, af-south-1, ap-east-1, ap-east-2, ap-south-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-7, ca-west-1, eu-central-2, eu-south-1, eu-south-2, il-central-1, me-central-1, me-south-1, mx-central-1; at least one. */
            readonly targets?: readonly ("us-east-1" | "us-east-2" | "us-west-1" | "us-west-2" | "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" | "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ca-central-1" | "eu-central-1" | "eu-north-1" | "eu-west-1" | "eu-west-2" | "eu-west-3" | "sa-east-1" | "af-south-1" | "ap-east-1" | "ap-east-2" | "ap-south-2" | "ap-southeast-3" | "ap-southeast-4" | "ap-southeast-5" | "ap-southeast-7" | "ca-west-1" | "eu-central-2" | "eu-south-1" | "eu-south-2" | "il-central-1" | "me-central-1" | "me-south-1" | "mx-central-1")[];
            /** @description Accepted: a list of 2 to 5 of us-east-1, us-east-2, us-west-1, us-west-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, af-south-1, ap-east-1, ap-east-2, ap-south-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-7, ca-west-1, eu-central-2, eu-south-1, eu-south-2, il-central-1, me-central-1, me-south-1, mx-central-1. */
            readonly route?: readonly ("us-east-1" | "us-east-2" | "us-west-1" | "us-west-2" | "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" | "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ca-central-1" | "eu-central-1" | "eu-north-1" | "eu-west-1" | "eu-west-2" | "eu-west-3" | "sa-east-1" | "af-south-1" | "ap-east-1" | "ap-east-2" | "ap-south-2" | "ap-southeast-3" | "ap-southeast-4" | "ap-southeast-5" | "ap-southeast-7" | "ca-west-1" | "eu-central-2" | "eu-south-1" | "eu-south-2" | "il-central-1" | "me-central-1" | "me-south-1" | "mx-central-1")[];
            /**
             * @description Accepted: a list of variants; at least one.
             * @default [
             *       "bare",
             *       "db-get"
             *     ]
             */
            readonly variants?: readonly string[];
            /** @description Accepted: a whole number from 1 to 100000. */
            readonly samples?: number;
            /** @description Accepted: a whole number from 0 to 4294967295. */
            readonly seed?: number;
            /**
             * @description Accepted: a whole number from 100 to 30000.
             * @default 10000
             */
            readonly deadlineMs?: number;
            /**
             * @description Accepted: a whole number from 1 to 1440.
             * @default 60
             */
            readonly timeLimitMinutes?: number;
            /**
             * @default {
             *       "model": "sequential",
             *       "gapMs": 10
             *     }
             */
            readonly load?: {
                /** @constant */
                readonly model: "sequential";
                /**
                 * @description Accepted: a whole number from 0 to 60000.
                 * @default 10
                 */
                readonly gapMs?: number;
            } | {
                /** @constant */
                readonly model: "poisson";
                /** @description Accepted: a whole number from 1 to 60000. */
                readonly meanGapMs: number;
            } | {
                /** @constant */
                readonly model: "burst";
                /** @description Accepted: a whole number from 2 to 16. */
                readonly size: number;
            };
            /** @description Accepted: an amount of USD, more than 0. */
            readonly budgetUsd?: number;
            /** @description Accepted: text of 1 to 120 characters. */
            readonly name?: string;
            /** @description Accepted: at most 10 tags: a key of 1 to 128 letters, digits, spaces and . : / + - @ _, a value of at most 256 letters, digits, spaces and . : / = + - @ _. */
            readonly tags?: {
                readonly [key: string]: string;
            };
            /** @description Accepted: a whole number from 1 to 64. */
            readonly refresh?: number;
        };
        readonly JobView: {
            readonly id: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly createdAt: string;
            readonly spec: components["schemas"]["StoredSpec"];
            readonly name?: string;
            readonly tags?: {
                readonly [key: string]: string;
            };
            readonly creator?: string;
            readonly planned: number;
            readonly estimatedUsd: number;
            /** @enum {string} */
            readonly wan: "aws" | "simulated" | "none";
            readonly unkindness?: readonly string[];
            readonly network?: string;
            /** @constant */
            readonly canary?: true;
            /** @enum {string} */
            readonly state: "queued" | "running" | "cancelling" | "complete" | "incomplete" | "cancelled";
            readonly ledger: components["schemas"]["Ledger"];
            readonly progress: number;
            readonly reasons?: readonly components["schemas"]["Loss"][];
        };
        readonly Ledger: {
            readonly expected: number;
            readonly ok: number;
            readonly throttled: number;
            readonly timeout: number;
            readonly error: number;
            readonly lost: number;
            readonly pending: number;
        };
        readonly LevelView: {
            readonly name: string;
            readonly caller: string;
            readonly waitMs: number;
            readonly region: string;
            /** @enum {string} */
            readonly outcome: "ok" | "throttled" | "timeout" | "error";
            readonly reason?: string;
            /** @enum {string} */
            readonly start: "cold" | "reinit" | "restored" | "unknown" | "proactive" | "provisioned" | "first" | "unkept" | "warm";
            /** @enum {string} */
            readonly connection?: "reused" | "fresh";
            readonly socket?: number;
            readonly preparingMs?: number;
            readonly connectingMs?: number;
            /** @constant */
            readonly resent?: true;
            readonly environment?: string;
            readonly served?: number;
            readonly receipt?: {
                readonly durationUs: number;
                readonly billedMs: number;
                readonly initUs?: number;
                readonly restoreUs?: number;
                readonly billedRestoreMs?: number;
                readonly memoryMb: number;
                readonly maxMemoryMb?: number;
                readonly status?: string;
                /** @enum {string} */
                readonly source: "text" | "json";
            };
            readonly offsetFrom?: number;
            readonly excess?: {
                readonly requestMs: number;
                readonly responseMs: number;
            };
        };
        readonly Loss: {
            readonly origin: string;
            readonly target: string;
            readonly variant: string;
            /** @enum {string} */
            readonly reason: "deadline passed" | "dead-lettered" | "cancelled" | "never queued" | "corrupt";
            readonly n: number;
            readonly blocks?: readonly number[];
        };
        readonly MatrixDocument: {
            readonly job: {
                readonly id: string;
                readonly name?: string;
                readonly tags?: {
                    readonly [key: string]: string;
                };
                /** @enum {string} */
                readonly state: "queued" | "running" | "cancelling" | "complete" | "incomplete" | "cancelled";
                readonly expected: number;
                readonly ok: number;
                readonly throttled: number;
                readonly timeout: number;
                readonly error: number;
                readonly lost: number;
                readonly pending: number;
                readonly reasons?: readonly components["schemas"]["Loss"][];
                readonly seed: number;
                readonly deadlineMs: number;
                readonly load: {
                    /** @constant */
                    readonly model: "sequential";
                    /**
                     * @description Accepted: a whole number from 0 to 60000.
                     * @default 10
                     */
                    readonly gapMs?: number;
                } | {
                    /** @constant */
                    readonly model: "poisson";
                    /** @description Accepted: a whole number from 1 to 60000. */
                    readonly meanGapMs: number;
                } | {
                    /** @constant */
                    readonly model: "burst";
                    /** @description Accepted: a whole number from 2 to 16. */
                    readonly size: number;
                };
                readonly refresh?: number;
                readonly unkept: number;
                readonly lateShare?: number;
                /** @enum {string} */
                readonly wan: "aws" | "simulated" | "none" | "mixed";
                readonly unkindness?: readonly string[];
                readonly network?: string;
                readonly builds?: readonly components["schemas"]["BuildView"][];
            };
            readonly simultaneous?: {
                readonly intervals: number;
                readonly level: number;
            };
            readonly matrix: readonly components["schemas"]["MatrixRow"][];
        };
        readonly MatrixRow: {
            readonly origin: string;
            readonly target: string;
            readonly variant: string;
            readonly n: number;
            readonly outcomes: {
                readonly ok: number;
                readonly throttled: number;
                readonly timeout: number;
                readonly error: number;
            };
            readonly failures: readonly {
                /** @enum {string} */
                readonly outcome: "ok" | "throttled" | "timeout" | "error";
                /** @enum {string} */
                readonly hop: "outer" | "inner" | "db";
                readonly reason: string;
                readonly n: number;
            }[];
            readonly measures: components["schemas"]["Measures"];
            readonly starts: {
                readonly [key: string]: {
                    readonly n: number;
                    readonly measures: components["schemas"]["Measures"];
                };
            };
            readonly connections: {
                readonly reused: number;
                readonly fresh: number;
            };
            readonly unkept: number;
            readonly receiptsMissing: {
                readonly outer: number;
                readonly inner: number;
            };
            readonly sampling: {
                readonly environments: {
                    readonly origin: number | {
                        readonly gt: number;
                    };
                    readonly target: number | {
                        readonly gt: number;
                    };
                };
                readonly connections: number | {
                    readonly gt: number;
                };
                readonly effective: number | null;
                /** @enum {string} */
                readonly speaksOf: "these connections" | "these environments" | "connections like these" | "environments like these";
                readonly coldShare: number | null;
                readonly unseen: number | null;
            };
            readonly distribution?: {
                /** @enum {string} */
                readonly measure: "total" | "originWait" | "preparing" | "outerBilled" | "outerExecution" | "outerInit" | "innerObserved" | "innerBilled" | "innerExecution" | "innerInit" | "db" | "outerOverhead" | "innerOverhead" | "innerTransit" | "lateness" | "queue";
                readonly starts: {
                    readonly [key: string]: {
                        readonly n: number;
                        readonly buckets: readonly {
                            readonly leastMs: number;
                            readonly greatestMs: number;
                            readonly n: number;
                        }[];
                        readonly band?: number;
                    };
                };
                readonly gaveUp?: readonly {
                    readonly leastMs: number;
                    readonly n: number;
                }[];
            };
        };
        readonly MeanBill: {
            readonly name: string;
            readonly billedMs: number;
            readonly computeUsd: number;
            readonly requestUsd: number;
            readonly waitedMs: number;
            readonly idleMs?: number;
            readonly idleUsd?: number;
            readonly paidTwiceMs?: number;
            readonly paidTwiceUsd?: number;
            /** @enum {string} */
            readonly start: "cold" | "reinit" | "restored" | "unknown" | "proactive" | "provisioned" | "first" | "unkept" | "warm";
            readonly n: number;
            readonly splitN: number;
        };
        readonly Measures: {
            readonly [key: string]: {
                readonly n: number;
                readonly sum: number | null;
                readonly mean: number | null;
                readonly sd: number | null;
                readonly min: number | null;
                readonly max: number | null;
                readonly p50: (number | {
                    readonly gt: number;
                }) | null;
                readonly p90: (number | {
                    readonly gt: number;
                }) | null;
                readonly p95: (number | {
                    readonly gt: number;
                }) | null;
                readonly p99: (number | {
                    readonly gt: number;
                }) | null;
                readonly intervals: {
                    readonly mean?: readonly [
                        number,
                        number
                    ];
                    readonly p50?: readonly [
                        number | {
                            readonly gt: number;
                        },
                        number | {
                            readonly gt: number;
                        }
                    ];
                    readonly p90?: readonly [
                        number | {
                            readonly gt: number;
                        },
                        number | {
                            readonly gt: number;
                        }
                    ];
                    readonly p95?: readonly [
                        number | {
                            readonly gt: number;
                        },
                        number | {
                            readonly gt: number;
                        }
                    ];
                    readonly p99?: readonly [
                        number | {
                            readonly gt: number;
                        },
                        number | {
                            readonly gt: number;
                        }
                    ];
                };
                readonly timeWeighted?: number;
                readonly refused?: {
                    readonly [key: string]: string;
                };
                readonly lag1?: number;
                /** @constant */
                readonly lasting?: true;
                /** @constant */
                readonly carriedByOne?: true;
                readonly censored?: number;
                readonly negatives?: number;
            };
        };
        readonly MetricView: {
            readonly name: string;
            readonly unit: string;
            readonly meaning: string;
            readonly stat: string;
            readonly periodSeconds: number;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly from: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly to: string;
            readonly series: readonly {
                readonly region: string;
                readonly dimensions: {
                    readonly [key: string]: string;
                };
                readonly points: readonly (readonly [
                    string,
                    number
                ])[];
            }[];
            readonly failures: readonly components["schemas"]["RegionFailure"][];
        };
        readonly MoveTask: {
            /** @enum {string} */
            readonly state: "RUNNING" | "COMPLETED" | "CANCELLING" | "CANCELLED" | "FAILED";
            readonly moved: number;
            readonly toMove?: number;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly startedAt: string;
            readonly why?: string;
        };
        readonly NewToken: {
            readonly id: string;
            readonly name: string;
            readonly scopes: readonly ("read" | "run" | "admin")[];
            /** @enum {string} */
            readonly state: "valid" | "expired" | "revoked";
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly createdAt: string;
            readonly createdBy: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly expiresAt: string;
            readonly dailyBudget?: components["schemas"]["DailyBudget"];
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly lastUsedAt?: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly revokedAt?: string;
            readonly token: string;
        };
        readonly Problem: {
            /** @enum {string} */
            readonly type: "/docs#problem-invalid" | "/docs#problem-forbidden" | "/docs#problem-not-found" | "/docs#problem-method-not-allowed" | "/docs#problem-conflict" | "/docs#problem-in-flight" | "/docs#problem-gone" | "/docs#problem-too-large" | "/docs#problem-unsupported-media-type" | "/docs#problem-over-budget" | "/docs#problem-corrupt" | "/docs#problem-unavailable";
            readonly title: string;
            readonly status: number;
            /** @enum {string} */
            readonly code: "invalid" | "forbidden" | "not-found" | "method-not-allowed" | "conflict" | "in-flight" | "gone" | "too-large" | "unsupported-media-type" | "over-budget" | "corrupt" | "unavailable";
            readonly retryable: boolean;
            readonly detail: string;
            readonly instance?: string;
            readonly errors?: readonly {
                readonly field: string;
                readonly value?: unknown;
                readonly accepted: string;
            }[];
        };
        readonly PurgedJob: {
            readonly id: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly purgedAt: string;
            readonly purged: string;
        };
        readonly QueueFailure: {
            readonly queue: string;
            readonly region: string;
            readonly reason: string;
        };
        readonly QueueRedrive: {
            readonly queue: string;
            readonly region: string;
            readonly moved: number;
            readonly left: number;
            readonly isRunning: boolean;
            readonly kept: readonly {
                readonly reason: string;
                readonly n: number;
            }[];
        };
        readonly Redrive: {
            readonly redrives: readonly components["schemas"]["QueueRedrive"][];
            readonly failures: readonly components["schemas"]["QueueFailure"][];
        };
        readonly RedriveRequest: {
            readonly queue: string;
            readonly region?: string;
            /**
             * @description Accepted: a whole number from 1 to 500.
             * @default 50
             */
            readonly perSecond?: number;
        };
        readonly RegionFailure: {
            readonly region: string;
            readonly reason: string;
        };
        readonly SampleDocument: {
            readonly job: string;
            /** @enum {string} */
            readonly wan: "aws" | "simulated" | "none";
            readonly unkindness?: readonly string[];
            readonly probe: string;
            readonly origin: string;
            readonly target: string;
            readonly variant: string;
            readonly block: {
                readonly index: number;
                readonly receives: number;
                readonly environment: string;
            };
            readonly consumeServed?: number;
            readonly burst?: {
                readonly id: number;
                readonly size: number;
            };
            /** @enum {string} */
            readonly outcome: "ok" | "throttled" | "timeout" | "error";
            /** @enum {string} */
            readonly hop?: "outer" | "inner" | "db";
            readonly reason?: string;
            /** @enum {string} */
            readonly start: "cold" | "reinit" | "restored" | "unknown" | "proactive" | "provisioned" | "first" | "unkept" | "warm";
            readonly measures: {
                readonly [key: string]: number;
            };
            readonly levels: readonly components["schemas"]["LevelView"][];
            readonly marks: readonly {
                readonly name: string;
                readonly clock: string;
                /** @enum {string} */
                readonly kind: "wall" | "monotonic";
                readonly at: number;
                readonly resolutionUs: number;
                readonly source: string;
            }[];
            readonly hops: readonly components["schemas"]["HopView"][];
            readonly bills: readonly components["schemas"]["BillView"][];
        };
        /** @description Accepted: at most 1000000 probes per job. */
        readonly StoredSpec: {
            /** @description Accepted: each at most once. */
            readonly origins: readonly ("us-east-1" | "us-east-2" | "us-west-1" | "us-west-2" | "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" | "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ca-central-1" | "eu-central-1" | "eu-north-1" | "eu-west-1" | "eu-west-2" | "eu-west-3" | "sa-east-1" | "af-south-1" | "ap-east-1" | "ap-east-2" | "ap-south-2" | "ap-southeast-3" | "ap-southeast-4" | "ap-southeast-5" | "ap-southeast-7" | "ca-west-1" | "eu-central-2" | "eu-south-1" | "eu-south-2" | "il-central-1" | "me-central-1" | "me-south-1" | "mx-central-1")[];
            /** @description Accepted: each at most once. */
            readonly targets: readonly ("us-east-1" | "us-east-2" | "us-west-1" | "us-west-2" | "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" | "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ca-central-1" | "eu-central-1" | "eu-north-1" | "eu-west-1" | "eu-west-2" | "eu-west-3" | "sa-east-1" | "af-south-1" | "ap-east-1" | "ap-east-2" | "ap-south-2" | "ap-southeast-3" | "ap-southeast-4" | "ap-southeast-5" | "ap-southeast-7" | "ca-west-1" | "eu-central-2" | "eu-south-1" | "eu-south-2" | "il-central-1" | "me-central-1" | "me-south-1" | "mx-central-1")[];
            /** @description Accepted: each at most once. */
            readonly variants: readonly string[];
            /** @description Accepted: a whole number from 1 to 100000. */
            readonly samples: number;
            /** @description Accepted: a whole number from 0 to 4294967295. */
            readonly seed: number;
            /** @description Accepted: a whole number from 100 to 30000. */
            readonly deadlineMs: number;
            /** @description Accepted: a whole number from 1 to 1440. */
            readonly timeLimitMinutes: number;
            readonly load: {
                /** @constant */
                readonly model: "sequential";
                /**
                 * @description Accepted: a whole number from 0 to 60000.
                 * @default 10
                 */
                readonly gapMs?: number;
            } | {
                /** @constant */
                readonly model: "poisson";
                /** @description Accepted: a whole number from 1 to 60000. */
                readonly meanGapMs: number;
            } | {
                /** @constant */
                readonly model: "burst";
                /** @description Accepted: a whole number from 2 to 16. */
                readonly size: number;
            };
            /** @description Accepted: a whole number from 1 to 64. */
            readonly refresh?: number;
        };
        readonly TokenList: {
            readonly tokens: readonly components["schemas"]["TokenView"][];
            readonly damaged?: readonly {
                readonly id: string;
                readonly damage: string;
            }[];
        };
        readonly TokenRequest: {
            /** @description Accepted: 1 to 120 characters in one line, the first of which is no space. */
            readonly name: string;
            /** @description Accepted: a list of read, run, admin, each at most once. */
            readonly scopes: readonly ("read" | "run" | "admin")[];
            /**
             * @description Accepted: a whole number from 1 to 400.
             * @default 90
             */
            readonly expiresInDays?: number;
            readonly dailyBudget?: components["schemas"]["DailyBudget"];
        };
        readonly TokenView: {
            readonly id: string;
            readonly name: string;
            readonly scopes: readonly ("read" | "run" | "admin")[];
            /** @enum {string} */
            readonly state: "valid" | "expired" | "revoked";
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly createdAt: string;
            readonly createdBy: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly expiresAt: string;
            readonly dailyBudget?: components["schemas"]["DailyBudget"];
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly lastUsedAt?: string;
            /** @description Accepted: an instant such as 2026-11-21T10:00:00Z. */
            readonly revokedAt?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The methods that the path has. */
        readonly allow: string;
        /** @description The id of the request, as logs have it; a problem has it as `instance`. */
        readonly "apigw-requestid": string;
        /** @description Whether the answer may be kept. What needs a token is never kept by others. */
        readonly "cache-control": string;
        /** @description The page may load and run nothing. */
        readonly "content-security-policy": string;
        /** @description Blocks that are stored and cannot be read, as ORIGIN.BLOCK, with commas between. */
        readonly "crisscross-damaged": string;
        /** @description A weak tag of the answer. Send it as If-None-Match; while nothing changes the answer is a 304. */
        readonly etag: string;
        /** @description An earlier request under the same idempotency key made this job. */
        readonly "idempotent-replayed": "true";
        /** @description The next page, `<path>; rel="next"`; absent on the last one. */
        readonly link: string;
        /** @description The path of the job. */
        readonly location: string;
        /** @description Whole seconds to wait before the same request is sent again. */
        readonly "retry-after": string;
        /** @description Which kind of token is asked for. */
        readonly "www-authenticate": string;
        /** @description The content type is meant. */
        readonly "x-content-type-options": "nosniff";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly openApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The etag of an earlier answer; the answer is a 304 while that is still it. */
                readonly "if-none-match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly openapi: "3.1.1";
                    };
                };
            };
            /** @description It is still what the tag in If-None-Match says. */
            readonly 304: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Service Unavailable"}`. */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly docs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The etag of an earlier answer; the answer is a 304 while that is still it. */
                readonly "if-none-match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "content-security-policy": components["headers"]["content-security-policy"];
                    readonly etag: components["headers"]["etag"];
                    readonly "x-content-type-options": components["headers"]["x-content-type-options"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html; charset=utf-8": string;
                };
            };
            /** @description It is still what the tag in If-None-Match says. */
            readonly 304: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Service Unavailable"}`. */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly health: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "ok";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Service Unavailable"}`. */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: a whole number from 1 to 100. */
                readonly limit?: string;
                /** @description Accepted: a place as an earlier answer gave it. */
                readonly cursor?: string;
                readonly canaries?: "true";
                readonly state?: "queued" | "running" | "cancelling" | "complete" | "incomplete" | "cancelled";
                readonly tag?: string;
                /** @description Accepted: a principal, as `creator` of a job has it. */
                readonly creator?: string;
                readonly from?: string;
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "id": "01m8q9brwtpn0kxfvgrd8ffyg9",
                     *           "createdAt": "2026-11-30T22:31:44.794Z",
                     *           "spec": {
                     *             "origins": [
                     *               "ap-south-1"
                     *             ],
                     *             "targets": [
                     *               "us-west-1"
                     *             ],
                     *             "variants": [
                     *               "bare"
                     *             ],
                     *             "samples": 10,
                     *             "seed": 31,
                     *             "deadlineMs": 10000,
                     *             "timeLimitMinutes": 60,
                     *             "load": {
                     *               "model": "sequential",
                     *               "gapMs": 10
                     *             }
                     *           },
                     *           "planned": 10,
                     *           "estimatedUsd": 0.000072,
                     *           "wan": "simulated",
                     *           "unkindness": [
                     *             "freeze",
                     *             "disorder"
                     *           ],
                     *           "network": "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1"
                     *         }
                     *       ],
                     *       "next": "WyIwMW04cTlicnd0cG4wa3hmdmdyZDhmZnlnOSIsMTc5NjA3NzkwNDc5NF0"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly submitJob: {
        readonly parameters: {
            readonly query?: {
                readonly dryRun?: "true";
            };
            readonly header?: {
                /** @description Accepted: one key of 1 to 128 visible ASCII characters, without a comma. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "origins": [
                 *         "ap-south-1"
                 *       ],
                 *       "targets": [
                 *         "us-west-1"
                 *       ],
                 *       "variants": [
                 *         "bare"
                 *       ],
                 *       "samples": 10,
                 *       "seed": 31
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobRequest"];
            };
        };
        readonly responses: {
            /** @description Of a dry run: nothing was done. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "spec": {
                     *         "origins": [
                     *           "ap-south-1"
                     *         ],
                     *         "targets": [
                     *           "us-west-1"
                     *         ],
                     *         "variants": [
                     *           "bare"
                     *         ],
                     *         "samples": 10,
                     *         "seed": 31,
                     *         "deadlineMs": 10000,
                     *         "timeLimitMinutes": 60,
                     *         "load": {
                     *           "model": "sequential",
                     *           "gapMs": 10
                     *         }
                     *       },
                     *       "cells": 1,
                     *       "blocks": 1,
                     *       "probes": 10,
                     *       "seconds": 4.062,
                     *       "basis": "the table of round trips between regions, 18 ms that Lambda adds to each call, and environments that start for the job",
                     *       "lines": [
                     *         {
                     *           "region": "ap-south-1",
                     *           "by": "outer",
                     *           "amount": 10,
                     *           "unit": "request",
                     *           "usd": 0.000002,
                     *           "item": "lambdaRequest",
                     *           "price": {
                     *             "usd": 2e-7,
                     *             "date": "2026-11-30",
                     *             "source": "the data of AWS's pricing calculator as a public program repeats them; read that day, and AWS's own day is not told"
                     *           }
                     *         },
                     *         {
                     *           "region": "ap-south-1",
                     *           "by": "outer",
                     *           "amount": 1.7320000000000002,
                     *           "unit": "GB-s",
                     *           "usd": 0.000023093448800000002,
                     *           "item": "lambdaGbSecond",
                     *           "price": {
                     *             "usd": 0.0000133334,
                     *             "date": "2026-09-17",
                     *             "source": "AWS's price list for ap-south-1"
                     *           }
                     *         }
                     *       ],
                     *       "usd": 0.004216507615613859,
                     *       "isAtLeast": true,
                     *       "alarms": {
                     *         "lines": [
                     *           {
                     *             "region": "us-east-1",
                     *             "by": "alarms",
                     *             "amount": 0.00019320776255707763,
                     *             "unit": "metric that an alarm reads and month",
                     *             "usd": 0.000019320776255707765,
                     *             "item": "alarmMonth",
                     *             "price": {
                     *               "usd": 0.1,
                     *               "date": "2026-09-24",
                     *               "source": "products of AWS's price lists for us-east-1, as a public catalogue repeated them"
                     *             }
                     *           },
                     *           {
                     *             "region": "ap-northeast-1",
                     *             "by": "alarms",
                     *             "amount": 0.00006491780821917808,
                     *             "unit": "metric that an alarm reads and month",
                     *             "usd": 0.0000064917808219178085,
                     *             "item": "alarmMonth",
                     *             "price": {
                     *               "usd": 0.1,
                     *               "date": "2026-09-23",
                     *               "source": "AWS's bulk price lists for ap-northeast-1"
                     *             }
                     *           }
                     *         ],
                     *         "usd": 0.000045287899543378996,
                     *         "isAtLeast": true,
                     *         "failures": []
                     *       },
                     *       "notCounted": [
                     *         "API Gateway, and whoever reads the job while it runs",
                     *         "deliveries and calls that come twice, and polls of queues that find nothing",
                     *         "storage, and composite alarms",
                     *         "free tiers, discounts and taxes"
                     *       ],
                     *       "prices": "No list was read at AWS: each price is one that public documents quote from it, on the day given. npm run prices -- check compares them with AWS's own lists."
                     *     }
                     */
                    readonly "application/json": {
                        readonly spec: components["schemas"]["StoredSpec"];
                        readonly cells: number;
                        readonly blocks: number;
                        readonly probes: number;
                        readonly seconds: number;
                        readonly basis: string;
                        readonly lines: readonly {
                            readonly region: string;
                            /** @enum {string} */
                            readonly item: "lambdaRequest" | "lambdaGbSecond" | "lambdaTenantGb" | "snsRequest" | "snsDelivery" | "sqsRequest" | "dynamoWriteUnit" | "dynamoReadUnit" | "logsGb" | "metricMonth" | "alarmMonth" | "transferGb";
                            readonly by: string;
                            readonly amount: number;
                            readonly unit: string;
                            readonly usd?: number;
                            readonly price: {
                                readonly usd: number;
                                readonly date: string;
                                readonly source: string;
                            } | {
                                readonly unknown: string;
                            };
                        }[];
                        readonly usd: number;
                        readonly isAtLeast: boolean;
                        readonly alarms: {
                            readonly lines: readonly {
                                readonly region: string;
                                /** @enum {string} */
                                readonly item: "lambdaRequest" | "lambdaGbSecond" | "lambdaTenantGb" | "snsRequest" | "snsDelivery" | "sqsRequest" | "dynamoWriteUnit" | "dynamoReadUnit" | "logsGb" | "metricMonth" | "alarmMonth" | "transferGb";
                                readonly by: string;
                                readonly amount: number;
                                readonly unit: string;
                                readonly usd?: number;
                                readonly price: {
                                    readonly usd: number;
                                    readonly date: string;
                                    readonly source: string;
                                } | {
                                    readonly unknown: string;
                                };
                            }[];
                            readonly usd: number;
                            readonly isAtLeast: boolean;
                            readonly failures: readonly components["schemas"]["RegionFailure"][];
                        };
                        readonly notCounted: readonly string[];
                        readonly prices: string;
                    };
                };
            };
            /** @description All is well. */
            readonly 202: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "idempotent-replayed": components["headers"]["idempotent-replayed"];
                    readonly location: components["headers"]["location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01m8q9c267e26pxszerkjf85xy",
                     *       "createdAt": "2026-11-30T22:31:54.311Z",
                     *       "spec": {
                     *         "origins": [
                     *           "ap-south-1"
                     *         ],
                     *         "targets": [
                     *           "us-west-1"
                     *         ],
                     *         "variants": [
                     *           "bare"
                     *         ],
                     *         "samples": 2,
                     *         "seed": 31,
                     *         "deadlineMs": 10000,
                     *         "timeLimitMinutes": 60,
                     *         "load": {
                     *           "model": "sequential",
                     *           "gapMs": 10
                     *         }
                     *       },
                     *       "planned": 2,
                     *       "estimatedUsd": 0.000031,
                     *       "wan": "simulated",
                     *       "unkindness": [
                     *         "freeze",
                     *         "disorder"
                     *       ],
                     *       "network": "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1",
                     *       "state": "queued",
                     *       "ledger": {
                     *         "expected": 2,
                     *         "ok": 0,
                     *         "throttled": 0,
                     *         "timeout": 0,
                     *         "error": 0,
                     *         "lost": 0,
                     *         "pending": 2
                     *       },
                     *       "progress": 0
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `conflict`: The idempotency key was used for a body that asks for something else, the job to cancel has ended, the job to purge has not, or SQS is still moving the queue's dead letters.
             *
             *     `in-flight`: A request under the same idempotency key came less than 3 s ago and is not done yet.
             */
            readonly 409: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "conflict" | "in-flight";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description `too-large`: The body is over 16 KB, or the answer is larger than Lambda can send. */
            readonly 413: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "too-large";
                    };
                };
            };
            /** @description `unsupported-media-type`: The body's content type is not `application/json`. */
            readonly 415: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    };
                };
            };
            /**
             * @description `over-budget`: The job's estimate is more than what is left today of the token's budget, or of the stage's. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Too Many Requests"}`.
             */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "over-budget";
                    };
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The etag of an earlier answer; the answer is a 304 while that is still it. */
                readonly "if-none-match"?: string;
            };
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01m8q9brwtpn0kxfvgrd8ffyg9",
                     *       "createdAt": "2026-11-30T22:31:44.794Z",
                     *       "spec": {
                     *         "origins": [
                     *           "ap-south-1"
                     *         ],
                     *         "targets": [
                     *           "us-west-1"
                     *         ],
                     *         "variants": [
                     *           "bare"
                     *         ],
                     *         "samples": 10,
                     *         "seed": 31,
                     *         "deadlineMs": 10000,
                     *         "timeLimitMinutes": 60,
                     *         "load": {
                     *           "model": "sequential",
                     *           "gapMs": 10
                     *         }
                     *       },
                     *       "planned": 10,
                     *       "estimatedUsd": 0.000072,
                     *       "wan": "simulated",
                     *       "unkindness": [
                     *         "freeze",
                     *         "disorder"
                     *       ],
                     *       "network": "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1",
                     *       "state": "complete",
                     *       "ledger": {
                     *         "expected": 10,
                     *         "ok": 10,
                     *         "throttled": 0,
                     *         "timeout": 0,
                     *         "error": 0,
                     *         "lost": 0,
                     *         "pending": 0
                     *       },
                     *       "progress": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description It is still what the tag in If-None-Match says. */
            readonly 304: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly cancelJob: {
        readonly parameters: {
            readonly query?: {
                readonly purge?: "true";
            };
            readonly header?: never;
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 202: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01m8q9c267e26pxszerkjf85xy",
                     *       "createdAt": "2026-11-30T22:31:54.311Z",
                     *       "spec": {
                     *         "origins": [
                     *           "ap-south-1"
                     *         ],
                     *         "targets": [
                     *           "us-west-1"
                     *         ],
                     *         "variants": [
                     *           "bare"
                     *         ],
                     *         "samples": 2,
                     *         "seed": 31,
                     *         "deadlineMs": 10000,
                     *         "timeLimitMinutes": 60,
                     *         "load": {
                     *           "model": "sequential",
                     *           "gapMs": 10
                     *         }
                     *       },
                     *       "planned": 2,
                     *       "estimatedUsd": 0.000031,
                     *       "wan": "simulated",
                     *       "unkindness": [
                     *         "freeze",
                     *         "disorder"
                     *       ],
                     *       "network": "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1",
                     *       "state": "cancelling",
                     *       "ledger": {
                     *         "expected": 2,
                     *         "ok": 0,
                     *         "throttled": 0,
                     *         "timeout": 0,
                     *         "error": 0,
                     *         "lost": 0,
                     *         "pending": 2
                     *       },
                     *       "progress": 0
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobView"] | components["schemas"]["PurgedJob"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `conflict`: The idempotency key was used for a body that asks for something else, the job to cancel has ended, the job to purge has not, or SQS is still moving the queue's dead letters. */
            readonly 409: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "conflict";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getCost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01m8qfebkrry0gnz795xndtx1d",
                     *         "state": "complete"
                     *       },
                     *       "estimate": {
                     *         "lines": [
                     *           {
                     *             "region": "ap-south-1",
                     *             "by": "outer",
                     *             "amount": 10,
                     *             "unit": "request",
                     *             "usd": 0.000002,
                     *             "item": "lambdaRequest",
                     *             "price": {
                     *               "usd": 2e-7,
                     *               "date": "2026-11-30",
                     *               "source": "the data of AWS's pricing calculator as a public program repeats them; read that day, and AWS's own day is not told"
                     *             }
                     *           },
                     *           {
                     *             "region": "ap-south-1",
                     *             "by": "outer",
                     *             "amount": 1.7320000000000002,
                     *             "unit": "GB-s",
                     *             "usd": 0.000023093448800000002,
                     *             "item": "lambdaGbSecond",
                     *             "price": {
                     *               "usd": 0.0000133334,
                     *               "date": "2026-09-17",
                     *               "source": "AWS's price list for ap-south-1"
                     *             }
                     *           }
                     *         ],
                     *         "usd": 0.004216507615613859,
                     *         "isAtLeast": true
                     *       },
                     *       "actual": {
                     *         "lines": [
                     *           {
                     *             "region": "ap-south-1",
                     *             "by": "consume",
                     *             "amount": 0.5,
                     *             "unit": "request",
                     *             "usd": 1e-7,
                     *             "item": "lambdaRequest",
                     *             "price": {
                     *               "usd": 2e-7,
                     *               "date": "2026-11-30",
                     *               "source": "the data of AWS's pricing calculator as a public program repeats them; read that day, and AWS's own day is not told"
                     *             }
                     *           },
                     *           {
                     *             "region": "ap-south-1",
                     *             "by": "consume",
                     *             "amount": 2.7412885,
                     *             "unit": "GB-s",
                     *             "usd": 0.0000365506960859,
                     *             "item": "lambdaGbSecond",
                     *             "price": {
                     *               "usd": 0.0000133334,
                     *               "date": "2026-09-17",
                     *               "source": "AWS's price list for ap-south-1"
                     *             }
                     *           }
                     *         ],
                     *         "usd": 0.004213610253449759,
                     *         "isAtLeast": true
                     *       },
                     *       "basis": {
                     *         "blocks": 1,
                     *         "stored": 1,
                     *         "unbilled": 0,
                     *         "assumed": [
                     *           "authorize, api, plan and reconcile: requests and GB-s",
                     *           "consume: its init, its requests to the results table but for the claim, and how many blocks it was handed at a time",
                     *           "bytes of logs, of messages and of calls, without their padding",
                     *           "summaries, and units read of the results table"
                     *         ]
                     *       },
                     *       "alarms": {
                     *         "lines": [
                     *           {
                     *             "region": "us-east-1",
                     *             "by": "alarms",
                     *             "amount": 0.0001824105783866058,
                     *             "unit": "metric that an alarm reads and month",
                     *             "usd": 0.00001824105783866058,
                     *             "item": "alarmMonth",
                     *             "price": {
                     *               "usd": 0.1,
                     *               "date": "2026-09-24",
                     *               "source": "products of AWS's price lists for us-east-1, as a public catalogue repeated them"
                     *             }
                     *           },
                     *           {
                     *             "region": "ap-northeast-1",
                     *             "by": "alarms",
                     *             "amount": 0.00006128995433789955,
                     *             "unit": "metric that an alarm reads and month",
                     *             "usd": 0.000006128995433789955,
                     *             "item": "alarmMonth",
                     *             "price": {
                     *               "usd": 0.1,
                     *               "date": "2026-09-23",
                     *               "source": "AWS's bulk price lists for ap-northeast-1"
                     *             }
                     *           }
                     *         ],
                     *         "usd": 0.0000427570395738204,
                     *         "isAtLeast": true,
                     *         "failures": []
                     *       },
                     *       "notCounted": [
                     *         "API Gateway, and whoever reads the job while it runs",
                     *         "deliveries and calls that come twice, and polls of queues that find nothing",
                     *         "storage, and composite alarms",
                     *         "free tiers, discounts and taxes"
                     *       ],
                     *       "prices": "No list was read at AWS: each price is one that public documents quote from it, on the day given. npm run prices -- check compares them with AWS's own lists."
                     *     }
                     */
                    readonly "application/json": {
                        readonly job: {
                            readonly id: string;
                            /** @enum {string} */
                            readonly state: "queued" | "running" | "cancelling" | "complete" | "incomplete" | "cancelled";
                        };
                        readonly estimate: {
                            readonly lines: readonly {
                                readonly region: string;
                                /** @enum {string} */
                                readonly item: "lambdaRequest" | "lambdaGbSecond" | "lambdaTenantGb" | "snsRequest" | "snsDelivery" | "sqsRequest" | "dynamoWriteUnit" | "dynamoReadUnit" | "logsGb" | "metricMonth" | "alarmMonth" | "transferGb";
                                readonly by: string;
                                readonly amount: number;
                                readonly unit: string;
                                readonly usd?: number;
                                readonly price: {
                                    readonly usd: number;
                                    readonly date: string;
                                    readonly source: string;
                                } | {
                                    readonly unknown: string;
                                };
                            }[];
                            readonly usd: number;
                            readonly isAtLeast: boolean;
                        };
                        readonly actual: {
                            readonly lines: readonly {
                                readonly region: string;
                                /** @enum {string} */
                                readonly item: "lambdaRequest" | "lambdaGbSecond" | "lambdaTenantGb" | "snsRequest" | "snsDelivery" | "sqsRequest" | "dynamoWriteUnit" | "dynamoReadUnit" | "logsGb" | "metricMonth" | "alarmMonth" | "transferGb";
                                readonly by: string;
                                readonly amount: number;
                                readonly unit: string;
                                readonly usd?: number;
                                readonly price: {
                                    readonly usd: number;
                                    readonly date: string;
                                    readonly source: string;
                                } | {
                                    readonly unknown: string;
                                };
                            }[];
                            readonly usd: number;
                            readonly isAtLeast: boolean;
                        };
                        readonly basis: {
                            readonly blocks: number;
                            readonly stored: number;
                            readonly unbilled: number;
                            readonly assumed: readonly string[];
                        };
                        readonly alarms: {
                            readonly lines: readonly {
                                readonly region: string;
                                /** @enum {string} */
                                readonly item: "lambdaRequest" | "lambdaGbSecond" | "lambdaTenantGb" | "snsRequest" | "snsDelivery" | "sqsRequest" | "dynamoWriteUnit" | "dynamoReadUnit" | "logsGb" | "metricMonth" | "alarmMonth" | "transferGb";
                                readonly by: string;
                                readonly amount: number;
                                readonly unit: string;
                                readonly usd?: number;
                                readonly price: {
                                    readonly usd: number;
                                    readonly date: string;
                                    readonly source: string;
                                } | {
                                    readonly unknown: string;
                                };
                            }[];
                            readonly usd: number;
                            readonly isAtLeast: boolean;
                            readonly failures: readonly components["schemas"]["RegionFailure"][];
                        };
                        readonly notCounted: readonly string[];
                        readonly prices: string;
                    };
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getMatrix: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: one that the deployment has, or the job. */
                readonly origin?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly target?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly variant?: string;
                readonly simultaneous?: "true";
                readonly distribution?: "total" | "originWait" | "preparing" | "outerBilled" | "outerExecution" | "outerInit" | "innerObserved" | "innerBilled" | "innerExecution" | "innerInit" | "db" | "outerOverhead" | "innerOverhead" | "innerTransit" | "lateness" | "queue";
            };
            readonly header?: {
                /** @description The etag of an earlier answer; the answer is a 304 while that is still it. */
                readonly "if-none-match"?: string;
            };
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01m8q9brwtpn0kxfvgrd8ffyg9",
                     *         "state": "complete",
                     *         "expected": 10,
                     *         "ok": 10,
                     *         "throttled": 0,
                     *         "timeout": 0,
                     *         "error": 0,
                     *         "lost": 0,
                     *         "pending": 0,
                     *         "seed": 31,
                     *         "deadlineMs": 10000,
                     *         "load": {
                     *           "model": "sequential",
                     *           "gapMs": 10
                     *         },
                     *         "unkept": 0,
                     *         "lateShare": 1,
                     *         "wan": "simulated",
                     *         "unkindness": [
                     *           "freeze",
                     *           "disorder"
                     *         ],
                     *         "network": "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1",
                     *         "builds": [
                     *           {
                     *             "function": "consume",
                     *             "build": "v24.21.0 x64 512 MB 02553734de76",
                     *             "regions": [
                     *               "ap-south-1"
                     *             ]
                     *           },
                     *           {
                     *             "function": "inner",
                     *             "build": "v24.21.0 x64 256 MB 9987245d627f",
                     *             "regions": [
                     *               "us-west-1"
                     *             ]
                     *           },
                     *           {
                     *             "function": "outer",
                     *             "build": "v24.21.0 x64 512 MB fa067b4fd23e",
                     *             "regions": [
                     *               "ap-south-1"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "matrix": [
                     *         {
                     *           "origin": "ap-south-1",
                     *           "target": "us-west-1",
                     *           "variant": "bare",
                     *           "n": 10,
                     *           "outcomes": {
                     *             "ok": 10,
                     *             "throttled": 0,
                     *             "timeout": 0,
                     *             "error": 0
                     *           },
                     *           "failures": [],
                     *           "measures": {
                     *             "total": {
                     *               "n": 10,
                     *               "sum": 3239.704,
                     *               "mean": 323.97,
                     *               "sd": 167.462,
                     *               "min": 241.342,
                     *               "max": 791.057,
                     *               "p50": 257.234,
                     *               "p90": 567.602,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 401.876,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "originWait": {
                     *               "n": 10,
                     *               "sum": 2647.9,
                     *               "mean": 264.79,
                     *               "sd": 63.103,
                     *               "min": 230.578,
                     *               "max": 437.454,
                     *               "p50": 240.333,
                     *               "p90": 359.33,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 278.325,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "preparing": {
                     *               "n": 10,
                     *               "sum": 812.516,
                     *               "mean": 81.252,
                     *               "sd": 248.853,
                     *               "min": 1.306,
                     *               "max": 789.488,
                     *               "p50": 2.233,
                     *               "p90": 397.638,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 767.206,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "outerBilled": {
                     *               "n": 10,
                     *               "sum": 3810,
                     *               "mean": 381,
                     *               "sd": 395.176,
                     *               "min": 234,
                     *               "max": 1502,
                     *               "p50": 244.5,
                     *               "p90": 919.5,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 749.892,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "outerExecution": {
                     *               "n": 10,
                     *               "sum": 2780.335,
                     *               "mean": 278.034,
                     *               "sd": 77.223,
                     *               "min": 233.109,
                     *               "max": 478.16,
                     *               "p50": 243.583,
                     *               "p90": 407.125,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 297.337,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "outerInit": {
                     *               "n": 1,
                     *               "sum": 269.422,
                     *               "mean": 269.422,
                     *               "sd": null,
                     *               "min": 269.422,
                     *               "max": 269.422,
                     *               "p50": 269.422,
                     *               "p90": 269.422,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 269.422,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 1",
                     *                 "p99": "needs 299 samples, has 1",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               }
                     *             },
                     *             "innerObserved": {
                     *               "n": 10,
                     *               "sum": 2647.9,
                     *               "mean": 264.79,
                     *               "sd": 63.103,
                     *               "min": 230.578,
                     *               "max": 437.454,
                     *               "p50": 240.333,
                     *               "p90": 359.33,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 278.325,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "innerBilled": {
                     *               "n": 10,
                     *               "sum": 164,
                     *               "mean": 16.4,
                     *               "sd": 48.699,
                     *               "min": 1,
                     *               "max": 155,
                     *               "p50": 1,
                     *               "p90": 78,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 146.549,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "innerExecution": {
                     *               "n": 10,
                     *               "sum": 3.399,
                     *               "mean": 0.34,
                     *               "sd": 0.151,
                     *               "min": 0.185,
                     *               "max": 0.659,
                     *               "p50": 0.294,
                     *               "p90": 0.57,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 0.4,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               }
                     *             },
                     *             "innerInit": {
                     *               "n": 1,
                     *               "sum": 154.544,
                     *               "mean": 154.544,
                     *               "sd": null,
                     *               "min": 154.544,
                     *               "max": 154.544,
                     *               "p50": 154.544,
                     *               "p90": 154.544,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 154.544,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 1",
                     *                 "p99": "needs 299 samples, has 1",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               }
                     *             },
                     *             "outerOverhead": {
                     *               "n": 10,
                     *               "sum": 459.369,
                     *               "mean": 45.937,
                     *               "sd": 94.446,
                     *               "min": 8.057,
                     *               "max": 312.897,
                     *               "p50": 12.517,
                     *               "p90": 178.756,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 220.698,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "innerOverhead": {
                     *               "n": 10,
                     *               "sum": 2644.501,
                     *               "mean": 264.45,
                     *               "sd": 63.138,
                     *               "min": 230.109,
                     *               "max": 437.187,
                     *               "p50": 240.001,
                     *               "p90": 359.033,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 278.017,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "innerTransit": {
                     *               "n": 10,
                     *               "sum": 2489.957,
                     *               "mean": 248.996,
                     *               "sd": 21.034,
                     *               "min": 230.109,
                     *               "max": 282.643,
                     *               "p50": 240.001,
                     *               "p90": 281.761,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 250.595,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               }
                     *             },
                     *             "lateness": {
                     *               "n": 10,
                     *               "sum": 43979,
                     *               "mean": 4397.9,
                     *               "sd": 1117.439,
                     *               "min": 1946,
                     *               "max": 5733,
                     *               "p50": 4587,
                     *               "p90": 5604,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 4653.432,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               },
                     *               "carriedByOne": true
                     *             },
                     *             "queue": {
                     *               "n": 10,
                     *               "sum": 360,
                     *               "mean": 36,
                     *               "sd": 0,
                     *               "min": 36,
                     *               "max": 36,
                     *               "p50": 36,
                     *               "p90": 36,
                     *               "p95": null,
                     *               "p99": null,
                     *               "intervals": {},
                     *               "timeWeighted": 36,
                     *               "refused": {
                     *                 "p95": "needs 59 samples, has 10",
                     *                 "p99": "needs 299 samples, has 10",
                     *                 "intervals": "need values of 2 blocks, have those of 1"
                     *               }
                     *             }
                     *           },
                     *           "starts": {
                     *             "cold": {
                     *               "n": 1,
                     *               "measures": {
                     *                 "total": {
                     *                   "n": 1,
                     *                   "sum": 791.057,
                     *                   "mean": 791.057,
                     *                   "sd": null,
                     *                   "min": 791.057,
                     *                   "max": 791.057,
                     *                   "p50": 791.057,
                     *                   "p90": 791.057,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 791.057,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "originWait": {
                     *                   "n": 1,
                     *                   "sum": 437.454,
                     *                   "mean": 437.454,
                     *                   "sd": null,
                     *                   "min": 437.454,
                     *                   "max": 437.454,
                     *                   "p50": 437.454,
                     *                   "p90": 437.454,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 437.454,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "preparing": {
                     *                   "n": 1,
                     *                   "sum": 789.488,
                     *                   "mean": 789.488,
                     *                   "sd": null,
                     *                   "min": 789.488,
                     *                   "max": 789.488,
                     *                   "p50": 789.488,
                     *                   "p90": 789.488,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 789.488,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "outerBilled": {
                     *                   "n": 1,
                     *                   "sum": 1502,
                     *                   "mean": 1502,
                     *                   "sd": null,
                     *                   "min": 1502,
                     *                   "max": 1502,
                     *                   "p50": 1502,
                     *                   "p90": 1502,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 1502,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "outerExecution": {
                     *                   "n": 1,
                     *                   "sum": 478.16,
                     *                   "mean": 478.16,
                     *                   "sd": null,
                     *                   "min": 478.16,
                     *                   "max": 478.16,
                     *                   "p50": 478.16,
                     *                   "p90": 478.16,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 478.16,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "outerInit": {
                     *                   "n": 1,
                     *                   "sum": 269.422,
                     *                   "mean": 269.422,
                     *                   "sd": null,
                     *                   "min": 269.422,
                     *                   "max": 269.422,
                     *                   "p50": 269.422,
                     *                   "p90": 269.422,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 269.422,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerObserved": {
                     *                   "n": 1,
                     *                   "sum": 437.454,
                     *                   "mean": 437.454,
                     *                   "sd": null,
                     *                   "min": 437.454,
                     *                   "max": 437.454,
                     *                   "p50": 437.454,
                     *                   "p90": 437.454,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 437.454,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerBilled": {
                     *                   "n": 1,
                     *                   "sum": 155,
                     *                   "mean": 155,
                     *                   "sd": null,
                     *                   "min": 155,
                     *                   "max": 155,
                     *                   "p50": 155,
                     *                   "p90": 155,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 155,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerExecution": {
                     *                   "n": 1,
                     *                   "sum": 0.267,
                     *                   "mean": 0.267,
                     *                   "sd": null,
                     *                   "min": 0.267,
                     *                   "max": 0.267,
                     *                   "p50": 0.267,
                     *                   "p90": 0.267,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 0.267,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerInit": {
                     *                   "n": 1,
                     *                   "sum": 154.544,
                     *                   "mean": 154.544,
                     *                   "sd": null,
                     *                   "min": 154.544,
                     *                   "max": 154.544,
                     *                   "p50": 154.544,
                     *                   "p90": 154.544,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 154.544,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "outerOverhead": {
                     *                   "n": 1,
                     *                   "sum": 312.897,
                     *                   "mean": 312.897,
                     *                   "sd": null,
                     *                   "min": 312.897,
                     *                   "max": 312.897,
                     *                   "p50": 312.897,
                     *                   "p90": 312.897,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 312.897,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerOverhead": {
                     *                   "n": 1,
                     *                   "sum": 437.187,
                     *                   "mean": 437.187,
                     *                   "sd": null,
                     *                   "min": 437.187,
                     *                   "max": 437.187,
                     *                   "p50": 437.187,
                     *                   "p90": 437.187,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 437.187,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerTransit": {
                     *                   "n": 1,
                     *                   "sum": 282.643,
                     *                   "mean": 282.643,
                     *                   "sd": null,
                     *                   "min": 282.643,
                     *                   "max": 282.643,
                     *                   "p50": 282.643,
                     *                   "p90": 282.643,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 282.643,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "lateness": {
                     *                   "n": 1,
                     *                   "sum": 1946,
                     *                   "mean": 1946,
                     *                   "sd": null,
                     *                   "min": 1946,
                     *                   "max": 1946,
                     *                   "p50": 1946,
                     *                   "p90": 1946,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 1946,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "queue": {
                     *                   "n": 1,
                     *                   "sum": 36,
                     *                   "mean": 36,
                     *                   "sd": null,
                     *                   "min": 36,
                     *                   "max": 36,
                     *                   "p50": 36,
                     *                   "p90": 36,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 36,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 1",
                     *                     "p99": "needs 299 samples, has 1",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 }
                     *               }
                     *             },
                     *             "warm": {
                     *               "n": 9,
                     *               "measures": {
                     *                 "total": {
                     *                   "n": 9,
                     *                   "sum": 2448.647,
                     *                   "mean": 272.072,
                     *                   "sd": 35.319,
                     *                   "min": 241.342,
                     *                   "max": 344.147,
                     *                   "p50": 253.834,
                     *                   "p90": 344.147,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 276.147,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   },
                     *                   "carriedByOne": true
                     *                 },
                     *                 "originWait": {
                     *                   "n": 9,
                     *                   "sum": 2210.446,
                     *                   "mean": 245.605,
                     *                   "sd": 18.414,
                     *                   "min": 230.578,
                     *                   "max": 281.206,
                     *                   "p50": 235.837,
                     *                   "p90": 281.206,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 246.832,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "preparing": {
                     *                   "n": 9,
                     *                   "sum": 23.028,
                     *                   "mean": 2.559,
                     *                   "sd": 1.462,
                     *                   "min": 1.306,
                     *                   "max": 5.788,
                     *                   "p50": 1.966,
                     *                   "p90": 5.788,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 3.301,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   },
                     *                   "carriedByOne": true
                     *                 },
                     *                 "outerBilled": {
                     *                   "n": 9,
                     *                   "sum": 2308,
                     *                   "mean": 256.444,
                     *                   "sd": 33.93,
                     *                   "min": 234,
                     *                   "max": 337,
                     *                   "p50": 240,
                     *                   "p90": 337,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 260.435,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   },
                     *                   "carriedByOne": true
                     *                 },
                     *                 "outerExecution": {
                     *                   "n": 9,
                     *                   "sum": 2302.175,
                     *                   "mean": 255.797,
                     *                   "sd": 33.857,
                     *                   "min": 233.109,
                     *                   "max": 336.09,
                     *                   "p50": 239.095,
                     *                   "p90": 336.09,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 259.781,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   },
                     *                   "carriedByOne": true
                     *                 },
                     *                 "innerObserved": {
                     *                   "n": 9,
                     *                   "sum": 2210.446,
                     *                   "mean": 245.605,
                     *                   "sd": 18.414,
                     *                   "min": 230.578,
                     *                   "max": 281.206,
                     *                   "p50": 235.837,
                     *                   "p90": 281.206,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 246.832,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerBilled": {
                     *                   "n": 9,
                     *                   "sum": 9,
                     *                   "mean": 1,
                     *                   "sd": 0,
                     *                   "min": 1,
                     *                   "max": 1,
                     *                   "p50": 1,
                     *                   "p90": 1,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 1,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerExecution": {
                     *                   "n": 9,
                     *                   "sum": 3.132,
                     *                   "mean": 0.348,
                     *                   "sd": 0.157,
                     *                   "min": 0.185,
                     *                   "max": 0.659,
                     *                   "p50": 0.32,
                     *                   "p90": 0.659,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 0.411,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "outerOverhead": {
                     *                   "n": 9,
                     *                   "sum": 146.472,
                     *                   "mean": 16.275,
                     *                   "sd": 11.691,
                     *                   "min": 8.057,
                     *                   "max": 44.614,
                     *                   "p50": 12.399,
                     *                   "p90": 44.614,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 23.739,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   },
                     *                   "carriedByOne": true
                     *                 },
                     *                 "innerOverhead": {
                     *                   "n": 9,
                     *                   "sum": 2207.314,
                     *                   "mean": 245.257,
                     *                   "sd": 18.452,
                     *                   "min": 230.109,
                     *                   "max": 280.879,
                     *                   "p50": 235.652,
                     *                   "p90": 280.879,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 246.491,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "innerTransit": {
                     *                   "n": 9,
                     *                   "sum": 2207.314,
                     *                   "mean": 245.257,
                     *                   "sd": 18.452,
                     *                   "min": 230.109,
                     *                   "max": 280.879,
                     *                   "p50": 235.652,
                     *                   "p90": 280.879,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 246.491,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "lateness": {
                     *                   "n": 9,
                     *                   "sum": 42033,
                     *                   "mean": 4670.333,
                     *                   "sd": 754.837,
                     *                   "min": 3501,
                     *                   "max": 5733,
                     *                   "p50": 4713,
                     *                   "p90": 5733,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 4778.777,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 },
                     *                 "queue": {
                     *                   "n": 9,
                     *                   "sum": 324,
                     *                   "mean": 36,
                     *                   "sd": 0,
                     *                   "min": 36,
                     *                   "max": 36,
                     *                   "p50": 36,
                     *                   "p90": 36,
                     *                   "p95": null,
                     *                   "p99": null,
                     *                   "intervals": {},
                     *                   "timeWeighted": 36,
                     *                   "refused": {
                     *                     "p95": "needs 59 samples, has 9",
                     *                     "p99": "needs 299 samples, has 9",
                     *                     "intervals": "need values of 2 blocks, have those of 1"
                     *                   }
                     *                 }
                     *               }
                     *             }
                     *           },
                     *           "connections": {
                     *             "reused": 10,
                     *             "fresh": 0
                     *           },
                     *           "unkept": 0,
                     *           "receiptsMissing": {
                     *             "outer": 0,
                     *             "inner": 0
                     *           },
                     *           "sampling": {
                     *             "environments": {
                     *               "origin": 1,
                     *               "target": 1
                     *             },
                     *             "connections": 1,
                     *             "effective": 1,
                     *             "speaksOf": "these connections",
                     *             "coldShare": 0.1,
                     *             "unseen": 0.2589
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatrixDocument"];
                };
            };
            /** @description It is still what the tag in If-None-Match says. */
            readonly 304: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description `too-large`: The body is over 16 KB, or the answer is larger than Lambda can send. */
            readonly 413: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "too-large";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getAttribution: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: one that the deployment has, or the job. */
                readonly origin?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly target?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly variant?: string;
                readonly samples?: "total" | "originWait" | "preparing" | "outerBilled" | "outerExecution" | "outerInit" | "innerObserved" | "innerBilled" | "innerExecution" | "innerInit" | "db" | "outerOverhead" | "innerOverhead" | "innerTransit" | "lateness" | "queue";
            };
            readonly header?: {
                /** @description The etag of an earlier answer; the answer is a 304 while that is still it. */
                readonly "if-none-match"?: string;
            };
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01m8q9brwtpn0kxfvgrd8ffyg9",
                     *         "wan": "simulated"
                     *       },
                     *       "basis": {
                     *         "blocks": 1,
                     *         "lookedFor": 1,
                     *         "planned": 1,
                     *         "exchanges": 20,
                     *         "pairs": 2,
                     *         "contradictions": 0,
                     *         "driftPpm": 200
                     *       },
                     *       "attribution": [
                     *         {
                     *           "origin": "ap-south-1",
                     *           "target": "us-west-1",
                     *           "variant": "bare",
                     *           "n": 10,
                     *           "waits": [
                     *             {
                     *               "caller": "outer",
                     *               "callee": "inner",
                     *               "callerRegion": "ap-south-1",
                     *               "calleeRegion": "us-west-1",
                     *               "receiptsMissing": 0,
                     *               "starts": {
                     *                 "cold": {
                     *                   "n": 1,
                     *                   "preparingMs": 789.488,
                     *                   "observedMs": 437.454,
                     *                   "connectingMs": 0,
                     *                   "executionMs": 0.267,
                     *                   "initMs": 154.544,
                     *                   "transitMs": 282.643,
                     *                   "handlingMs": 0.228,
                     *                   "distanceMs": 230.109,
                     *                   "variationMs": 52.534,
                     *                   "excessMs": {
                     *                     "n": 1,
                     *                     "requestMs": 168.204,
                     *                     "responseMs": 64.64
                     *                   },
                     *                   "requestMs": {
                     *                     "lowMs": 13.275,
                     *                     "highMs": 373.279
                     *                   },
                     *                   "responseMs": {
                     *                     "lowMs": 63.908,
                     *                     "highMs": 269.368
                     *                   },
                     *                   "networkMs": {
                     *                     "lowMs": 0,
                     *                     "highMs": 230.109
                     *                   },
                     *                   "dispatchMs": {
                     *                     "lowMs": 52.534,
                     *                     "highMs": 437.187
                     *                   }
                     *                 },
                     *                 "warm": {
                     *                   "n": 9,
                     *                   "preparingMs": 2.559,
                     *                   "observedMs": 245.605,
                     *                   "connectingMs": 0,
                     *                   "executionMs": 0.348,
                     *                   "initMs": 0,
                     *                   "transitMs": 245.257,
                     *                   "handlingMs": 0.335,
                     *                   "distanceMs": 230.109,
                     *                   "variationMs": 15.148,
                     *                   "excessMs": {
                     *                     "n": 9,
                     *                     "requestMs": 4.963,
                     *                     "responseMs": 36.058
                     *                   },
                     *                   "requestMs": {
                     *                     "lowMs": 4.509,
                     *                     "highMs": 209.753
                     *                   },
                     *                   "responseMs": {
                     *                     "lowMs": 35.504,
                     *                     "highMs": 240.748
                     *                   },
                     *                   "networkMs": {
                     *                     "lowMs": 0,
                     *                     "highMs": 230.109
                     *                   },
                     *                   "dispatchMs": {
                     *                     "lowMs": 15.148,
                     *                     "highMs": 245.257
                     *                   }
                     *                 }
                     *               }
                     *             }
                     *           ],
                     *           "bills": [
                     *             {
                     *               "name": "outer",
                     *               "start": "cold",
                     *               "n": 1,
                     *               "billedMs": 1502,
                     *               "computeUsd": 0.0000100133834,
                     *               "requestUsd": 2e-7,
                     *               "waitedMs": 437.454,
                     *               "splitN": 1,
                     *               "idleMs": 282.454,
                     *               "idleUsd": 0.0000018830360817999999,
                     *               "paidTwiceMs": 155,
                     *               "paidTwiceUsd": 0.0000010333385
                     *             },
                     *             {
                     *               "name": "inner",
                     *               "start": "cold",
                     *               "n": 1,
                     *               "billedMs": 155,
                     *               "computeUsd": 5.1666925e-7,
                     *               "requestUsd": 2e-7,
                     *               "waitedMs": 0,
                     *               "splitN": 1,
                     *               "idleMs": 0,
                     *               "idleUsd": 0,
                     *               "paidTwiceMs": 0,
                     *               "paidTwiceUsd": 0
                     *             },
                     *             {
                     *               "name": "outer",
                     *               "start": "warm",
                     *               "n": 9,
                     *               "billedMs": 256.444,
                     *               "computeUsd": 0.0000017096381777777778,
                     *               "requestUsd": 2e-7,
                     *               "waitedMs": 245.605,
                     *               "splitN": 9,
                     *               "idleMs": 244.605,
                     *               "idleUsd": 0.0000016307088942444444,
                     *               "paidTwiceMs": 1,
                     *               "paidTwiceUsd": 6.666700000000001e-9
                     *             },
                     *             {
                     *               "name": "inner",
                     *               "start": "warm",
                     *               "n": 9,
                     *               "billedMs": 1,
                     *               "computeUsd": 3.3333500000000007e-9,
                     *               "requestUsd": 2e-7,
                     *               "waitedMs": 0,
                     *               "splitN": 9,
                     *               "idleMs": 0,
                     *               "idleUsd": 0,
                     *               "paidTwiceMs": 0,
                     *               "paidTwiceUsd": 0
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AttributionDocument"];
                };
            };
            /** @description It is still what the tag in If-None-Match says. */
            readonly 304: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly etag: components["headers"]["etag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description `too-large`: The body is over 16 KB, or the answer is larger than Lambda can send. */
            readonly 413: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "too-large";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly listSamples: {
        readonly parameters: {
            readonly query?: {
                readonly format?: "csv" | "csv-safe" | "ndjson";
                /** @description Accepted: a place as an earlier answer gave it. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "crisscross-damaged": components["headers"]["crisscross-damaged"];
                    readonly link: components["headers"]["link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"job":"01m8q9brwtpn0kxfvgrd8ffyg9","probe":"ap-south-1.0","origin":"ap-south-1","target":"us-west-1","variant":"bare","sentAt":"2026-11-30T22:31:46.740Z","totalMs":791.057,"outerBilledMs":1502,"innerObservedMs":437.454,"innerBilledMs":155,"outcome":"ok","start":"cold","outerStart":"cold","innerStart":"cold","connection":"reused","originWaitMs":437.454,"preparingMs":789.488,"outerExecutionMs":478.16,"outerInitMs":269.422,"innerExecutionMs":0.267,"innerInitMs":154.544,"outerOverheadMs":312.897,"innerOverheadMs":437.187,"innerTransitMs":282.643,"latenessMs":1946,"queueMs":36,"outerMemoryMb":512,"outerMaxMemoryMb":66,"innerMemoryMb":256,"innerMaxMemoryMb":53,"wan":"simulated","seq":0,"block":0,"receives":1,"consumeEnvironment":"4336aeca-145c-4340-9ba4-6a23bb0d3e9e","outerEnvironment":"88c6f568-88d9-427c-a74a-d22822ea6a7c","outerServed":0,"innerEnvironment":"82619b6b-8fe0-409c-ae64-80a612f45ee8","innerServed":0,"intendedAtMs":1796077904794,"publishedAtMs":1796077905429,"enqueuedAtMs":1796077905464,"firstReceivedAtMs":1796077905465,"blockStartedAtMs":1796077906474,"startedAtMs":1796077906740,"sentUs":1253965,"receivedUs":2799062,"outerReadyUs":245924,"outerStartUs":260627,"outerEndUs":1492652,"innerSentUs":1054328,"innerReceivedUs":1491782,"innerReadyUs":128133,"innerStartUs":131417,"innerEndUs":131456,"consumeServed":0,"first":1,"consumeSocket":1,"innerSocket":1,"consumePreparingMs":55.303,"innerLookupMs":48.161,"innerTcpMs":231.507,"innerTlsMs":243.109}
                     *     {"job":"01m8q9brwtpn0kxfvgrd8ffyg9","probe":"ap-south-1.1","origin":"ap-south-1","target":"us-west-1","variant":"bare","sentAt":"2026-11-30T22:31:48.305Z","totalMs":308.905,"outerBilledMs":285,"innerObservedMs":281.206,"innerBilledMs":1,"outcome":"ok","start":"warm","outerStart":"warm","innerStart":"warm","connection":"reused","originWaitMs":281.206,"preparingMs":2.5,"outerExecutionMs":284.558,"innerExecutionMs":0.327,"outerOverheadMs":24.347,"innerOverheadMs":280.879,"innerTransitMs":280.879,"latenessMs":3501,"queueMs":36,"outerMemoryMb":512,"outerMaxMemoryMb":67,"innerMemoryMb":256,"innerMaxMemoryMb":53,"wan":"simulated","seq":1,"block":0,"receives":1,"consumeEnvironment":"4336aeca-145c-4340-9ba4-6a23bb0d3e9e","outerEnvironment":"88c6f568-88d9-427c-a74a-d22822ea6a7c","outerServed":1,"innerEnvironment":"82619b6b-8fe0-409c-ae64-80a612f45ee8","innerServed":1,"intendedAtMs":1796077904804,"publishedAtMs":1796077905429,"enqueuedAtMs":1796077905464,"firstReceivedAtMs":1796077905465,"blockStartedAtMs":1796077906474,"startedAtMs":1796077908305,"sentUs":2818135,"receivedUs":3127040,"outerReadyUs":245924,"outerStartUs":1553071,"outerEndUs":1837524,"innerSentUs":1556046,"innerReceivedUs":1837252,"innerReadyUs":128133,"innerStartUs":464931,"innerEndUs":464947,"consumeServed":1,"consumeSocket":1,"innerSocket":1,"consumePreparingMs":1.873}
                     */
                    readonly "text/csv; charset=utf-8": string;
                    /**
                     * @example {"job":"01m8q9brwtpn0kxfvgrd8ffyg9","probe":"ap-south-1.0","origin":"ap-south-1","target":"us-west-1","variant":"bare","sentAt":"2026-11-30T22:31:46.740Z","totalMs":791.057,"outerBilledMs":1502,"innerObservedMs":437.454,"innerBilledMs":155,"outcome":"ok","start":"cold","outerStart":"cold","innerStart":"cold","connection":"reused","originWaitMs":437.454,"preparingMs":789.488,"outerExecutionMs":478.16,"outerInitMs":269.422,"innerExecutionMs":0.267,"innerInitMs":154.544,"outerOverheadMs":312.897,"innerOverheadMs":437.187,"innerTransitMs":282.643,"latenessMs":1946,"queueMs":36,"outerMemoryMb":512,"outerMaxMemoryMb":66,"innerMemoryMb":256,"innerMaxMemoryMb":53,"wan":"simulated","seq":0,"block":0,"receives":1,"consumeEnvironment":"4336aeca-145c-4340-9ba4-6a23bb0d3e9e","outerEnvironment":"88c6f568-88d9-427c-a74a-d22822ea6a7c","outerServed":0,"innerEnvironment":"82619b6b-8fe0-409c-ae64-80a612f45ee8","innerServed":0,"intendedAtMs":1796077904794,"publishedAtMs":1796077905429,"enqueuedAtMs":1796077905464,"firstReceivedAtMs":1796077905465,"blockStartedAtMs":1796077906474,"startedAtMs":1796077906740,"sentUs":1253965,"receivedUs":2799062,"outerReadyUs":245924,"outerStartUs":260627,"outerEndUs":1492652,"innerSentUs":1054328,"innerReceivedUs":1491782,"innerReadyUs":128133,"innerStartUs":131417,"innerEndUs":131456,"consumeServed":0,"first":1,"consumeSocket":1,"innerSocket":1,"consumePreparingMs":55.303,"innerLookupMs":48.161,"innerTcpMs":231.507,"innerTlsMs":243.109}
                     *     {"job":"01m8q9brwtpn0kxfvgrd8ffyg9","probe":"ap-south-1.1","origin":"ap-south-1","target":"us-west-1","variant":"bare","sentAt":"2026-11-30T22:31:48.305Z","totalMs":308.905,"outerBilledMs":285,"innerObservedMs":281.206,"innerBilledMs":1,"outcome":"ok","start":"warm","outerStart":"warm","innerStart":"warm","connection":"reused","originWaitMs":281.206,"preparingMs":2.5,"outerExecutionMs":284.558,"innerExecutionMs":0.327,"outerOverheadMs":24.347,"innerOverheadMs":280.879,"innerTransitMs":280.879,"latenessMs":3501,"queueMs":36,"outerMemoryMb":512,"outerMaxMemoryMb":67,"innerMemoryMb":256,"innerMaxMemoryMb":53,"wan":"simulated","seq":1,"block":0,"receives":1,"consumeEnvironment":"4336aeca-145c-4340-9ba4-6a23bb0d3e9e","outerEnvironment":"88c6f568-88d9-427c-a74a-d22822ea6a7c","outerServed":1,"innerEnvironment":"82619b6b-8fe0-409c-ae64-80a612f45ee8","innerServed":1,"intendedAtMs":1796077904804,"publishedAtMs":1796077905429,"enqueuedAtMs":1796077905464,"firstReceivedAtMs":1796077905465,"blockStartedAtMs":1796077906474,"startedAtMs":1796077908305,"sentUs":2818135,"receivedUs":3127040,"outerReadyUs":245924,"outerStartUs":1553071,"outerEndUs":1837524,"innerSentUs":1556046,"innerReceivedUs":1837252,"innerReadyUs":128133,"innerStartUs":464931,"innerEndUs":464947,"consumeServed":1,"consumeSocket":1,"innerSocket":1,"consumePreparingMs":1.873}
                     */
                    readonly "application/x-ndjson": string;
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getSample: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Accepted: a job id. */
                readonly id: string;
                /** @description Accepted: ORIGIN.NUMBER, such as ap-south-1.17. */
                readonly probe: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": "01m8q9brwtpn0kxfvgrd8ffyg9",
                     *       "wan": "simulated",
                     *       "unkindness": [
                     *         "freeze",
                     *         "disorder"
                     *       ],
                     *       "probe": "ap-south-1.5",
                     *       "origin": "ap-south-1",
                     *       "target": "us-west-1",
                     *       "variant": "bare",
                     *       "block": {
                     *         "index": 0,
                     *         "receives": 1,
                     *         "environment": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e"
                     *       },
                     *       "consumeServed": 5,
                     *       "outcome": "ok",
                     *       "start": "warm",
                     *       "measures": {
                     *         "total": 247.956,
                     *         "outerBilled": 238,
                     *         "outerExecution": 237.789,
                     *         "outerOverhead": 10.167,
                     *         "preparing": 1.306,
                     *         "originWait": 235.837,
                     *         "innerObserved": 235.837,
                     *         "innerBilled": 1,
                     *         "innerExecution": 0.185,
                     *         "innerOverhead": 235.652,
                     *         "innerTransit": 235.652,
                     *         "lateness": 4713,
                     *         "queue": 36
                     *       },
                     *       "levels": [
                     *         {
                     *           "name": "outer",
                     *           "caller": "consume",
                     *           "waitMs": 247.956,
                     *           "region": "ap-south-1",
                     *           "outcome": "ok",
                     *           "start": "warm",
                     *           "connection": "reused",
                     *           "socket": 1,
                     *           "preparingMs": 1.74,
                     *           "environment": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "served": 5,
                     *           "receipt": {
                     *             "durationUs": 237789,
                     *             "billedMs": 238,
                     *             "memoryMb": 512,
                     *             "maxMemoryMb": 70,
                     *             "source": "json"
                     *           },
                     *           "offsetFrom": 10,
                     *           "excess": {
                     *             "requestMs": 2.213,
                     *             "responseMs": 1.436
                     *           }
                     *         },
                     *         {
                     *           "name": "inner",
                     *           "caller": "outer",
                     *           "waitMs": 235.837,
                     *           "region": "us-west-1",
                     *           "outcome": "ok",
                     *           "start": "warm",
                     *           "connection": "reused",
                     *           "socket": 1,
                     *           "preparingMs": 1.306,
                     *           "environment": "82619b6b-8fe0-409c-ae64-80a612f45ee8",
                     *           "served": 5,
                     *           "receipt": {
                     *             "durationUs": 185,
                     *             "billedMs": 1,
                     *             "memoryMb": 256,
                     *             "maxMemoryMb": 53,
                     *             "source": "json"
                     *           },
                     *           "offsetFrom": 10,
                     *           "excess": {
                     *             "requestMs": 0.177,
                     *             "responseMs": 31.077
                     *           }
                     *         }
                     *       ],
                     *       "marks": [
                     *         {
                     *           "name": "intended",
                     *           "clock": "api",
                     *           "kind": "wall",
                     *           "at": 1796077904844,
                     *           "resolutionUs": 1000,
                     *           "source": "the job's plan, from the clock that created the job"
                     *         },
                     *         {
                     *           "name": "published",
                     *           "clock": "plan",
                     *           "kind": "wall",
                     *           "at": 1796077905429,
                     *           "resolutionUs": 1000,
                     *           "source": "Date.now of plan; raw delivery has no SNS timestamp"
                     *         },
                     *         {
                     *           "name": "enqueued",
                     *           "clock": "SQS in ap-south-1",
                     *           "kind": "wall",
                     *           "at": 1796077905464,
                     *           "resolutionUs": 1000,
                     *           "source": "SentTimestamp"
                     *         },
                     *         {
                     *           "name": "first received",
                     *           "clock": "SQS in ap-south-1",
                     *           "kind": "wall",
                     *           "at": 1796077905465,
                     *           "resolutionUs": 1000,
                     *           "source": "ApproximateFirstReceiveTimestamp"
                     *         },
                     *         {
                     *           "name": "block started",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "wall",
                     *           "at": 1796077906474,
                     *           "resolutionUs": 1000,
                     *           "source": "Date.now of consume"
                     *         },
                     *         {
                     *           "name": "probe started",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "wall",
                     *           "at": 1796077909557,
                     *           "resolutionUs": 1000,
                     *           "source": "Date.now of consume"
                     *         },
                     *         {
                     *           "name": "preparing for outer",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "monotonic",
                     *           "at": 4068648,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "prepared for outer",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "monotonic",
                     *           "at": 4070388,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "sent to outer",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "monotonic",
                     *           "at": 4070461,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "outer ready",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 245924,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "outer started",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 2790861,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "preparing for inner",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 2790991,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "prepared for inner",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 2792297,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "sent to inner",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 2792352,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "inner ready",
                     *           "clock": "82619b6b-8fe0-409c-ae64-80a612f45ee8",
                     *           "kind": "monotonic",
                     *           "at": 128133,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "inner started",
                     *           "clock": "82619b6b-8fe0-409c-ae64-80a612f45ee8",
                     *           "kind": "monotonic",
                     *           "at": 1701414,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "inner ended",
                     *           "clock": "82619b6b-8fe0-409c-ae64-80a612f45ee8",
                     *           "kind": "monotonic",
                     *           "at": 1701426,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "received from inner",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 3028189,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "outer ended",
                     *           "clock": "88c6f568-88d9-427c-a74a-d22822ea6a7c",
                     *           "kind": "monotonic",
                     *           "at": 3028547,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         },
                     *         {
                     *           "name": "received from outer",
                     *           "clock": "4336aeca-145c-4340-9ba4-6a23bb0d3e9e",
                     *           "kind": "monotonic",
                     *           "at": 4318417,
                     *           "resolutionUs": 1,
                     *           "source": "performance.now"
                     *         }
                     *       ],
                     *       "hops": [
                     *         {
                     *           "name": "intended to published",
                     *           "category": "publish",
                     *           "certainty": "skewed",
                     *           "lowMs": 585,
                     *           "highMs": 585
                     *         },
                     *         {
                     *           "name": "published to enqueued",
                     *           "category": "fanout",
                     *           "certainty": "skewed",
                     *           "lowMs": 35,
                     *           "highMs": 35
                     *         },
                     *         {
                     *           "name": "enqueued to received",
                     *           "category": "queue",
                     *           "certainty": "skewed",
                     *           "lowMs": 1,
                     *           "highMs": 1
                     *         },
                     *         {
                     *           "name": "received to consume",
                     *           "category": "dispatch",
                     *           "certainty": "skewed",
                     *           "lowMs": 1009,
                     *           "highMs": 1009
                     *         },
                     *         {
                     *           "name": "behind earlier probes of the block",
                     *           "category": "queue",
                     *           "certainty": "exact",
                     *           "lowMs": 3081,
                     *           "highMs": 3081
                     *         },
                     *         {
                     *           "name": "consume prepares its call",
                     *           "category": "prepare",
                     *           "certainty": "exact",
                     *           "lowMs": 2,
                     *           "highMs": 2
                     *         },
                     *         {
                     *           "name": "request to outer",
                     *           "category": "network",
                     *           "certainty": "bounded",
                     *           "lowMs": 1.765,
                     *           "highMs": 9.25
                     *         },
                     *         {
                     *           "name": "outer before its call",
                     *           "category": "execute",
                     *           "certainty": "exact",
                     *           "lowMs": 0.13,
                     *           "highMs": 0.13
                     *         },
                     *         {
                     *           "name": "outer prepares its call",
                     *           "category": "prepare",
                     *           "certainty": "exact",
                     *           "lowMs": 1.361,
                     *           "highMs": 1.361
                     *         },
                     *         {
                     *           "name": "request to inner",
                     *           "category": "network",
                     *           "certainty": "bounded",
                     *           "lowMs": 0,
                     *           "highMs": 204.847
                     *         },
                     *         {
                     *           "name": "inner",
                     *           "category": "execute",
                     *           "certainty": "exact",
                     *           "lowMs": 0.012,
                     *           "highMs": 0.012
                     *         },
                     *         {
                     *           "name": "runtime around inner",
                     *           "category": "execute",
                     *           "certainty": "exact",
                     *           "lowMs": 0.173,
                     *           "highMs": 0.173
                     *         },
                     *         {
                     *           "name": "response from inner",
                     *           "category": "network",
                     *           "certainty": "bounded",
                     *           "lowMs": 30.805,
                     *           "highMs": 235.652
                     *         },
                     *         {
                     *           "name": "outer after its call",
                     *           "category": "execute",
                     *           "certainty": "exact",
                     *           "lowMs": 0.358,
                     *           "highMs": 0.358
                     *         },
                     *         {
                     *           "name": "runtime around outer",
                     *           "category": "execute",
                     *           "certainty": "exact",
                     *           "lowMs": 0.103,
                     *           "highMs": 0.103
                     *         },
                     *         {
                     *           "name": "response from outer",
                     *           "category": "network",
                     *           "certainty": "bounded",
                     *           "lowMs": 0.917,
                     *           "highMs": 8.402
                     *         }
                     *       ],
                     *       "bills": [
                     *         {
                     *           "name": "outer",
                     *           "billedMs": 238,
                     *           "computeUsd": 0.0000015866746,
                     *           "requestUsd": 2e-7,
                     *           "waitedMs": 235.837,
                     *           "idleMs": 234.837,
                     *           "idleUsd": 0.0000015655878279,
                     *           "paidTwiceMs": 1,
                     *           "paidTwiceUsd": 6.6667000000000006e-9
                     *         },
                     *         {
                     *           "name": "inner",
                     *           "billedMs": 1,
                     *           "computeUsd": 3.3333500000000003e-9,
                     *           "requestUsd": 2e-7,
                     *           "waitedMs": 0,
                     *           "idleMs": 0,
                     *           "idleUsd": 0,
                     *           "paidTwiceMs": 0,
                     *           "paidTwiceUsd": 0
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SampleDocument"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description `gone`: The job was purged: it and its data are gone for good. After 30 days it is `not-found`. */
            readonly 410: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "gone";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly listAlarms: {
        readonly parameters: {
            readonly query?: {
                readonly state?: "ALARM" | "INSUFFICIENT_DATA" | "OK";
                /** @description Accepted: one that the deployment has, or the job. */
                readonly region?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "counts": {
                     *         "ALARM": 0,
                     *         "INSUFFICIENT_DATA": 51,
                     *         "OK": 0
                     *       },
                     *       "alarms": [
                     *         {
                     *           "name": "api-error-rate",
                     *           "region": "us-east-1",
                     *           "kind": "metric",
                     *           "state": "INSUFFICIENT_DATA",
                     *           "since": "2026-11-30T22:31:34.543Z",
                     *           "why": "Unchecked: Initial alarm creation",
                     *           "severity": "critical",
                     *           "description": "More than 5% of at least 20 invocations of api within five minutes failed. Look first at what changed last: a deployment, a permission, a quota; then at the log group /aws/lambda/crisscross-local-api."
                     *         },
                     *         {
                     *           "name": "api-throttles",
                     *           "region": "us-east-1",
                     *           "kind": "metric",
                     *           "state": "INSUFFICIENT_DATA",
                     *           "since": "2026-11-30T22:31:34.543Z",
                     *           "why": "Unchecked: Initial alarm creation",
                     *           "severity": "critical",
                     *           "description": "Lambda refused to run api. Look first at the reserved concurrency of api and at the account's unreserved concurrency in us-east-1."
                     *         }
                     *       ],
                     *       "failures": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AlarmList"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getAlarm: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: one that the deployment has, or the job. */
                readonly region?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Accepted: an alarm's name. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "api-errors",
                     *       "alarms": [
                     *         {
                     *           "name": "api-errors",
                     *           "region": "us-east-1",
                     *           "kind": "metric",
                     *           "state": "INSUFFICIENT_DATA",
                     *           "since": "2026-11-30T22:31:34.543Z",
                     *           "why": "Unchecked: Initial alarm creation",
                     *           "severity": "warning",
                     *           "description": "An invocation of api failed. Look first at the log group /aws/lambda/crisscross-local-api for level ERROR.",
                     *           "history": [
                     *             {
                     *               "at": "2026-11-30T22:31:34.543Z",
                     *               "kind": "configuration",
                     *               "summary": "Alarm \"Crisscross/local/api-errors\" created"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "failures": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AlarmDetail"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getMetric: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: Sum, Average, Minimum, Maximum, SampleCount or a percentile from p0 to p100. */
                readonly stat?: string;
                /** @description Accepted: whole minutes in seconds, from 60 to 86400. */
                readonly period?: string;
                readonly from?: string;
                readonly to?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly origin?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly target?: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly variant?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: "Probes" | "Throttled" | "TimedOut" | "Failed" | "CellFailed" | "ColdStarts" | "Total" | "OuterOverhead" | "InnerOverhead" | "QueueTime" | "Lateness" | "DuplicatesDropped" | "Poison" | "ReceiptsMissing" | "Unkept" | "NegativeValues" | "JobsStuck" | "JobsFinished" | "JobsCompleted" | "Completeness";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Probes",
                     *       "unit": "Count",
                     *       "meaning": "probes stored, whatever their outcome",
                     *       "stat": "Sum",
                     *       "periodSeconds": 300,
                     *       "from": "2026-11-30T19:31:52.820Z",
                     *       "to": "2026-11-30T22:31:52.820Z",
                     *       "series": [
                     *         {
                     *           "region": "ap-south-1",
                     *           "dimensions": {
                     *             "origin": "ap-south-1"
                     *           },
                     *           "points": [
                     *             [
                     *               "2026-11-30T22:31:00.000Z",
                     *               10
                     *             ]
                     *           ]
                     *         }
                     *       ],
                     *       "failures": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MetricView"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly getDashboard: {
        readonly parameters: {
            readonly query?: {
                /** @description Accepted: a whole number from 5 to 20160. */
                readonly minutes?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "crisscross-local",
                     *       "from": "2026-11-30T19:31:53.488Z",
                     *       "to": "2026-11-30T22:31:53.488Z",
                     *       "widgets": [
                     *         {
                     *           "type": "alarm",
                     *           "title": "Regions",
                     *           "alarms": [
                     *             {
                     *               "name": "region",
                     *               "region": "ap-northeast-1",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in ap-northeast-1. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "ap-south-1",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in ap-south-1. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "ap-southeast-2",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in ap-southeast-2. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "eu-west-2",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in eu-west-2. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "sa-east-1",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in sa-east-1. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "us-east-1",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in us-east-1. Look first at which alarms ring there, critical ones before warnings."
                     *             },
                     *             {
                     *               "name": "region",
                     *               "region": "us-west-1",
                     *               "kind": "composite",
                     *               "state": "INSUFFICIENT_DATA",
                     *               "since": "2026-11-30T22:31:34.543Z",
                     *               "why": "Unchecked: Initial alarm creation",
                     *               "severity": "warning",
                     *               "description": "Something is wrong in us-west-1. Look first at which alarms ring there, critical ones before warnings."
                     *             }
                     *           ],
                     *           "watched": 7
                     *         }
                     *       ],
                     *       "failures": [],
                     *       "probes": 10,
                     *       "coldStarts": 1,
                     *       "wan": "simulated"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DashboardView"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly listDeadLetters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "queues": [
                     *         {
                     *           "queue": "Unroutable",
                     *           "region": "us-east-1",
                     *           "holds": "blocks whose origin no queue serves",
                     *           "count": 1,
                     *           "hidden": 0,
                     *           "oldestSeconds": 0,
                     *           "isWhole": true,
                     *           "sample": [
                     *             {
                     *               "messageId": "26e981a9-563c-4a59-810f-084f12485c1e",
                     *               "sentAt": "2026-12-01T00:29:26.817Z",
                     *               "receives": 1,
                     *               "reason": "nothing that Crisscross sends: v, job, origin, index, blocks, seed, deadlineMs, publishedAtMs, probes, mac",
                     *               "ifRedriven": "stays"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "failures": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DeadLetterList"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly dropDeadLetters: {
        readonly parameters: {
            readonly query: {
                /** @description Accepted: a queue that the list of dead letters names. */
                readonly queue: string;
                /** @description Accepted: one that the deployment has, or the job. */
                readonly region?: string;
                /** @description Accepted: why they are dropped: 3 to 200 characters on one line, none of them beyond U+FFFF. */
                readonly reason: string;
                /** @description Accepted: a whole number from 1 to 100. */
                readonly most?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "queue": "Unroutable",
                     *       "region": "us-east-1",
                     *       "reason": "its region is no longer probed",
                     *       "dropped": 1,
                     *       "left": 0
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Drop"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly redriveDeadLetters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "queue": "Unroutable"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RedriveRequest"];
            };
        };
        readonly responses: {
            /** @description All is well. */
            readonly 202: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "redrives": [
                     *         {
                     *           "queue": "Unroutable",
                     *           "region": "us-east-1",
                     *           "moved": 0,
                     *           "left": 1,
                     *           "isRunning": false,
                     *           "kept": [
                     *             {
                     *               "reason": "nothing that Crisscross sends: v, job, origin, index, blocks, seed, deadlineMs, publishedAtMs, probes, mac",
                     *               "n": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "failures": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Redrive"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `conflict`: The idempotency key was used for a body that asks for something else, the job to cancel has ended, the job to purge has not, or SQS is still moving the queue's dead letters. */
            readonly 409: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "conflict";
                    };
                };
            };
            /** @description `too-large`: The body is over 16 KB, or the answer is larger than Lambda can send. */
            readonly 413: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "too-large";
                    };
                };
            };
            /** @description `unsupported-media-type`: The body's content type is not `application/json`. */
            readonly 415: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly listTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "01m8qh3hv248ecj6qxjhc348pc",
                     *           "name": "nightly comparison",
                     *           "scopes": [
                     *             "run"
                     *           ],
                     *           "state": "valid",
                     *           "createdAt": "2026-12-01T00:47:04.034Z",
                     *           "createdBy": "4a203e41ecac",
                     *           "expiresAt": "2026-12-31T00:47:04.034Z",
                     *           "dailyBudget": {
                     *             "usd": 5,
                     *             "probes": 100000
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly createToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "nightly comparison",
                 *       "scopes": [
                 *         "run"
                 *       ],
                 *       "expiresInDays": 30,
                 *       "dailyBudget": {
                 *         "usd": 5,
                 *         "probes": 100000
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TokenRequest"];
            };
        };
        readonly responses: {
            /** @description All is well. */
            readonly 201: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01m8qh3hv248ecj6qxjhc348pc",
                     *       "name": "nightly comparison",
                     *       "scopes": [
                     *         "run"
                     *       ],
                     *       "state": "valid",
                     *       "createdAt": "2026-12-01T00:47:04.034Z",
                     *       "createdBy": "4a203e41ecac",
                     *       "expiresAt": "2026-12-31T00:47:04.034Z",
                     *       "dailyBudget": {
                     *         "usd": 5,
                     *         "probes": 100000
                     *       },
                     *       "token": "01m8qh3hv248ecj6qxjhc348pc.HqvI2V-Qk2usg32LXS5MEmiyEoIrmGeBKJUqox2XrS0"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NewToken"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `too-large`: The body is over 16 KB, or the answer is larger than Lambda can send. */
            readonly 413: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "too-large";
                    };
                };
            };
            /** @description `unsupported-media-type`: The body's content type is not `application/json`. */
            readonly 415: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description API Gateway's own: `{"message":"Internal Server Error"}`. */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly revokeToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Accepted: a token's id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All is well. */
            readonly 200: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01m8qh3hv248ecj6qxjhc348pc",
                     *       "name": "nightly comparison",
                     *       "scopes": [
                     *         "run"
                     *       ],
                     *       "state": "revoked",
                     *       "createdAt": "2026-12-01T00:47:04.034Z",
                     *       "createdBy": "4a203e41ecac",
                     *       "expiresAt": "2026-12-31T00:47:04.034Z",
                     *       "dailyBudget": {
                     *         "usd": 5,
                     *         "probes": 100000
                     *       },
                     *       "revokedAt": "2026-12-01T00:47:06.977Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description `invalid`: A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done. */
            readonly 400: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "invalid";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Unauthorized"}`. */
            readonly 401: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "www-authenticate": components["headers"]["www-authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `forbidden`: The token has not the scope that the route needs, or its time is over. Nothing was done.
             *
             *     API Gateway's own: `{"message":"Forbidden"}`.
             */
            readonly 403: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "forbidden";
                    };
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description `not-found`: There is no such route, job, probe, alarm, metric or token. */
            readonly 404: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    };
                };
            };
            /** @description API Gateway's own: `{"message":"Too Many Requests"}`. */
            readonly 429: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `corrupt`: A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).
             *
             *     API Gateway's own: `{"message":"Internal Server Error"}`.
             */
            readonly 500: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "corrupt";
                    };
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description `unavailable`: Something behind the API did not answer. It is logged. A job may have been submitted.
             *
             *     API Gateway's own: `{"message":"Service Unavailable"}`.
             */
            readonly 503: {
                headers: {
                    readonly "apigw-requestid": components["headers"]["apigw-requestid"];
                    readonly "cache-control": components["headers"]["cache-control"];
                    readonly "retry-after": components["headers"]["retry-after"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    };
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readonly jobEnded: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "v": 1,
                 *       "id": "01m8q9brwtpn0kxfvgrd8ffyg9.job.finished",
                 *       "type": "job.finished",
                 *       "at": "2026-11-30T22:31:55.794Z",
                 *       "job": {
                 *         "id": "01m8q9brwtpn0kxfvgrd8ffyg9",
                 *         "createdAt": "2026-11-30T22:31:44.794Z",
                 *         "state": "complete",
                 *         "planned": 10,
                 *         "lost": 0,
                 *         "path": "/v1/jobs/01m8q9brwtpn0kxfvgrd8ffyg9"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobEvent"];
            };
        };
        readonly responses: {
            /** @description It is taken. Anything else has SNS deliver it again. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
