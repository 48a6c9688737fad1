import { setImmediate as nextTurn } from "node:timers/promises";
import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import { MINUTE_MS } from "../../events/datum.ts";
import type { EpochMs } from "../../time/times.ts";
import type { MetricStore } from "../metrics/store.ts";
import { listActions, type Publish, runAction } from "./action.ts";
import { judge } from "./evaluate-state.ts";
import { describeChange, type TriggeringChild } from "./message.ts";
import { observe } from "./observe.ts";
import { explain, explainRule } from "./reason.ts";
import { parseRule, RuleError } from "./rule.ts";
import type { Alarm, CompositeAlarm, MetricAlarm } from "./spec.ts";
import type { AlarmState, HistoryItem } from "./state.ts";
import type { AlarmStore } from "./store.ts";

interface AlarmChange {
  alarm: Alarm;
  before: AlarmStateValue;
  state: AlarmState;
}

interface AlarmsOptions {
  accountId: string;
  metrics: MetricStore;
  record: AlarmStore;
  /** Rejects if the topic cannot be told, which the alarm's history then shows. */
  publish: Publish;
  onChange: (change: AlarmChange) => void;
}

interface Watched {
  alarm: Alarm;
  state: AlarmState;
  /** Names of the alarms that a composite one asks about: it is in alarm with any of them. */
  children?: readonly string[];
}

/** The alarms of every region. */
export class Alarms {
  readonly #options: AlarmsOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: AlarmsOptions) {
    this.#options = options;
  }

  /** Adds an alarm, or replaces its configuration; its state is that of an earlier run if there is one. */
  put(alarm: Alarm, nowMs: EpochMs): void {
    const { record } = this.#options;
    const { region, name } = alarm;
    const kept = record.readState(region, name);
    const initial = {
      value: "INSUFFICIENT_DATA" as const,
      reason: "Unchecked: Initial alarm creation",
      updatedMs: nowMs,
      transitionedMs: nowMs,
      configuredMs: nowMs,
    };
    const state = kept ?? initial;
    const children = alarm.kind === "composite" && { children: parseRule(alarm.rule) };
    this.#watched.set(`${region}/${name}`, { alarm, state, ...children });
    if (kept !== undefined) return;
    record.writeState(region, name, state);
    const data = JSON.stringify({
      version: "1.0",
      type: "Create",
      createdAlarm: { alarmName: name, alarmArn: alarm.arn },
    });
    this.#remember(alarm, {
      epochMs: nowMs,
      type: "ConfigurationUpdate",
      summary: `Alarm "${name}" created`,
      data,
    });
  }

  /** Throws RuleError if a composite asks about an alarm that does not exist, or about itself through others. */
  checkRules(): void {
    for (const { alarm } of this.#watched.values()) this.#orderOf(alarm, new Set());
  }

  list(region: string): { alarm: Alarm; state: AlarmState }[] {
    return [...this.#watched.values()]
      .filter(({ alarm }) => alarm.region === region)
      .sort((a, b) => (a.alarm.name < b.alarm.name ? -1 : 1));
  }

  /**
   * Evaluates every alarm at this moment, composites after what they ask about, and runs the actions of changes. One alarm a
   * turn of the event loop: calls that someone measures pass between them.
   */
  async evaluate(nowMs: EpochMs): Promise<void> {
    const all = [...this.#watched.values()];
    const composites = all.filter(({ children }) => children !== undefined);
    const depths = new Map(composites.map((one) => [one, this.#orderOf(one.alarm, new Set())]));
    const metrics = all.filter(({ children }) => children === undefined);
    composites.sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
    const changes: Promise<void>[] = [];
    for (const watched of [...metrics, ...composites]) {
      await nextTurn();
      const { alarm } = watched;
      // Another may have been put in its place meanwhile.
      if (this.#watched.get(`${alarm.region}/${alarm.name}`) !== watched) continue;
      const change =
        alarm.kind === "metric"
          ? this.#evaluateMetric(watched, alarm, nowMs)
          : this.#evaluateRule(watched, alarm, nowMs);
      // It is waited for below; until then nobody else takes its failure.
      change.catch(() => {});
      changes.push(change);
    }
    await Promise.all(changes);
  }

  /** Puts an alarm in a state until it is evaluated again; false if there is none of the name. */
  async set(
    region: string,
    name: string,
    { value, reason, reasonData }: Pick<AlarmState, "value" | "reason"> & { reasonData?: string | undefined },
    nowMs: EpochMs,
  ): Promise<boolean> {
    const watched = this.#watched.get(`${region}/${name}`);
    if (watched === undefined) return false;
    await this.#change(watched, value, reason, reasonData, nowMs, []);
    return true;
  }

  #evaluateMetric(watched: Watched, alarm: MetricAlarm, nowMs: EpochMs): Promise<void> {
    const endMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    const verdict = judge(alarm, observe(this.#options.metrics, alarm, endMs));
    const value = verdict.state;
    if (value === undefined) return Promise.resolve();
    const { text, data } = explain(alarm, value, verdict, nowMs);
    return this.#change(watched, value, text, data, nowMs, []);
  }

  #evaluateRule(watched: Watched, alarm: CompositeAlarm, nowMs: EpochMs): Promise<void> {
    const { state } = watched;
    const names = watched.children ?? [];
    const children = names.flatMap((name) => this.#watched.get(`${alarm.region}/${name}`) ?? []);
    const value = children.some((child) => child.state.value === "ALARM") ? "ALARM" : "OK";
    if (value === state.value) return Promise.resolve();
    const { text, data, triggers } = explainRule(alarm, state, value, children);
    return this.#change(watched, value, text, data, nowMs, triggers);
  }

  async #change(
    watched: Watched,
    value: AlarmStateValue,
    reason: string,
    reasonData: string | undefined,
    nowMs: EpochMs,
    children: readonly TriggeringChild[],
  ): Promise<void> {
    const { alarm, state: before } = watched;
    if (value === before.value) return;
    const { reasonData: _, ...kept } = before;
    const state: AlarmState = {
      ...kept,
      value,
      reason,
      ...(reasonData === undefined ? {} : { reasonData }),
      updatedMs: nowMs,
      transitionedMs: nowMs,
    };
    watched.state = state;
    this.#options.record.writeState(alarm.region, alarm.name, state);
    const summary = `Alarm updated from ${before.value} to ${value}`;
    const data = JSON.stringify({
      version: "1.0",
      oldState: printState(before),
      newState: printState(state),
    });
    this.#remember(alarm, { epochMs: nowMs, type: "StateUpdate", summary, data });
    this.#options.onChange({ alarm, before: before.value, state });
    if (!alarm.actionsEnabled) return;
    const { accountId, publish } = this.#options;
    const notification = describeChange(alarm, accountId, before, state, children);
    for (const topicArn of listActions(alarm, state.value)) {
      const sent = { alarmArn: alarm.arn, topicArn, ...notification };
      this.#remember(alarm, await runAction(publish, sent, state.updatedMs));
    }
  }

  #remember(alarm: Alarm, item: Omit<HistoryItem, "alarmType">): void {
    const alarmType = alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm";
    this.#options.record.addHistory(alarm.region, alarm.name, { ...item, alarmType });
  }

  /** How many levels of alarms lie under this one. */
  #orderOf(alarm: Alarm, above: ReadonlySet<string>): number {
    const key = `${alarm.region}/${alarm.name}`;
    if (above.has(key))
      throw new RuleError(`The rule of the composite alarm ${alarm.name} leads back to itself.`);
    const children = this.#watched.get(key)?.children ?? [];
    const orders = children.map((name) => {
      const child = this.#watched.get(`${alarm.region}/${name}`);
      if (child === undefined) {
        throw new RuleError(
          `The composite alarm ${alarm.name} asks about ${name}, and ${alarm.region} has no such alarm.`,
        );
      }
      return this.#orderOf(child.alarm, new Set([...above, key])) + 1;
    });
    return Math.max(0, ...orders);
  }
}

function printState({ value, reason, reasonData }: AlarmState): object {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData === undefined ? {} : { stateReasonData: JSON.parse(reasonData) as unknown }),
  };
}
