import { type LogItem, unreadItem } from "./log-item.ts";
import { endingIn, findReceipt, isOtherLine } from "./log-message.ts";
import { timeIn } from "./log-time.ts";
import { countMentions } from "./mentions.ts";

/** A REPORT that was copied from the console may go on in lines of its own. */
const fieldLine =
  /^\s*(Duration|Billed Duration|Memory Size|Max Memory Used|Init Duration|Restore Duration|Billed Restore Duration|Status|Error Type|XRAY TraceId|SegmentId|Sampled): ?\S/;
const mostFieldLines = 20;
/** Lines of an indented JSON document that hold no message, where its beginning is missing. */
const scaffolding = /^\s*(?:[{}[\],"]+|"[^"]*": *(?:[[{]|\[\]|\{\}|-?[\d.]+|true|false|null|"[^"]*"),?)\s*$/;

/** Lines of text, of which the last REPORT stays open for fields in lines of their own. */
export interface ReportText {
  /** The items of a line, but for its last REPORT, which comes with the next `read` or `end`. */
  read(text: string, line: number): LogItem[];
  /** Whether the line is a further field of the open REPORT: then it is taken. */
  takeField(text: string): boolean;
  end(): LogItem[];
}

export function createReportText(): ReportText {
  let report: { line: number; text: string; time: string | undefined; more: number } | undefined;

  function end(): LogItem[] {
    if (!report) return [];
    const { line: at, text, time } = report;
    report = undefined;
    const found = findReceipt(text, time);
    return [found ? { kind: "receipt", line: at, ...found } : unreadItem("damaged", at, text)];
  }

  return {
    read(text, line) {
      const mentions = countMentions(text);
      const [before = "", ...reports] = text.split(/(?=REPORT\s+RequestId:)/);
      if (/^REPORT\s+RequestId:/.test(text)) reports.unshift(before);
      const items: LogItem[] = [];
      for (const [place, said] of reports.entries()) {
        items.push(...end());
        const time = place === 0 ? timeAround(text.slice(0, text.indexOf(said)), said) : undefined;
        report = { line, text: said, time, more: 0 };
      }
      for (let lost = mentions - reports.length; lost > 0; lost--)
        items.push(unreadItem("damaged", line, text));
      const ending = mentions > 0 ? endingIn(text) : undefined;
      if (ending) items.push({ kind: "other", line, ending });
      if (mentions > 0 || text.trim() === "" || scaffolding.test(text)) return items;
      return [otherItem(text, line)];
    },
    takeField(text) {
      if (!report || report.more >= mostFieldLines || !fieldLine.test(text) || countMentions(text) > 0)
        return false;
      report.text += `\t${text.trim()}`;
      report.more++;
      return true;
    },
    end,
  };
}

function otherItem(text: string, line: number): LogItem {
  const ending = endingIn(text);
  if (ending) return { kind: "other", line, ending };
  return isOtherLine(text) ? { kind: "other", line } : unreadItem("unknown", line, text);
}

/** The time before a report; of a CSV field, else that in the columns after it. */
const timeAround = (before: string, report: string): string | undefined =>
  timeIn(before) ?? (before.endsWith('"') ? timeIn(report.slice(report.lastIndexOf('",'))) : undefined);
