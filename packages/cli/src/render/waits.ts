import type { LevelView, SampleDocument } from "@crisscross/core/documents/sample-document";
import { wrap } from "../terminal/wrap.ts";
import { showRange } from "./hops.ts";
import { showMs } from "./milliseconds.ts";
import type { PageStyle } from "./page.ts";

/** Where the waits of one probe went, each named by who waited for whom; outermost first. No lines without a receipt. */
export function renderWaits(document: SampleDocument, { paint, columns }: PageStyle): string[] {
  const sentences = document.levels.flatMap((level) => sentencesOf(document, level));
  if (sentences.length === 0) return [];
  return [paint("bold", "Where the waits went"), ...sentences.flatMap((sentence) => wrap(sentence, columns))];
}

function sentencesOf({ hops }: SampleDocument, level: LevelView): string[] {
  const { name, caller, waitMs, connectingMs = 0, receipt, offsetFrom = 1, excess, start } = level;
  if (!receipt) return [];
  const ranMs = receipt.durationUs / 1_000;
  const hop = (words: string) => hops.find((one) => one.name === `${words} ${name}`);
  const [request, response, init] = [hop("request to"), hop("response from"), hop("init of")];
  const ready = init && (start === "cold" || start === "restored") ? init.highMs : 0;
  const betweenMs = waitMs - ranMs;
  const made = connectingMs > 0 ? `connection ${showMs(connectingMs)}, ` : "";
  const [atMost, atLeast] = ready > 0 ? ["at most ", "at least "] : ["", ""];
  return [
    `${caller} waited ${showMs(waitMs)} ms for ${name}, which ran ${showMs(ranMs)} ms and was billed ${showMs(receipt.billedMs)} ms.`,
    `  Of the ${showMs(betweenMs)} ms between: ${made}init ${atMost}${showMs(ready)}, request and response together ${atLeast}${showMs(betweenMs - connectingMs - ready)}, network and Lambda's own handling.`,
    ...(request && response
      ? [
          `  Certain ranges: request ${showRange(request)}, response ${showRange(response)} ms, from ${offsetFrom} ${offsetFrom === 1 ? "call" : "calls"} between these two environments.`,
        ]
      : []),
    ...(excess
      ? [
          `  Slower than the fastest of these ${offsetFrom} calls: request by ${showMs(excess.requestMs)}, response by ${showMs(excess.responseMs)} ms, as far as the two clocks kept time meanwhile.`,
        ]
      : []),
  ];
}
