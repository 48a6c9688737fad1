import * as v from "valibot";
import { knownRegions } from "./rtt.ts";
import type { Weather } from "./weather.ts";

const within = (min: number, max: number) => {
  const accepted = `a number from ${min} to ${max}`;
  return v.pipe(v.number(accepted), v.minValue(min, accepted), v.maxValue(max, accepted));
};
const whole = (min: number, max: number) => {
  const accepted = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(accepted),
    v.integer(accepted),
    v.minValue(min, accepted),
    v.maxValue(max, accepted),
  );
};
const region = v.picklist(knownRegions, `a region of the table: ${knownRegions.join(", ")}`);
const day = 86_400;
const afterS = within(0, 30 * day);
/** More, and a call would meet a loss at every try. */
const loss = within(0, 0.5);

/**
 * Three regions of EC2, a hundred round trips each, published in github.com/haxdds/latencies: over the least, the median is
 * 0.3 to 0.5 ms longer and the 99th percentile 1.5 ms. AWS publishes medians only.
 */
const mildJitter = { shape: "lognormal", medianMs: 0.4, sigma: 0.55 } as const;

const Jitter = v.strictObject({
  shape: v.optional(
    v.picklist(["lognormal", "exponential"], '"lognormal" or "exponential"'),
    mildJitter.shape,
  ),
  medianMs: v.optional(within(0, 1_000), mildJitter.medianMs),
  sigma: v.optional(within(0, 3), mildJitter.sigma),
});

/** What `--weather FILE` holds; docs/local-cloud.md explains it. An empty object is the default: mild jitter. */
export const WeatherDocument = v.strictObject({
  /** For editors and for readers; nothing follows from it. */
  $comment: v.optional(v.string()),
  seed: v.optional(whole(0, 2 ** 32 - 1), 1),
  jitter: v.optional(Jitter, {}),
  loss: v.optional(loss, 0),
  swing: v.optional(v.strictObject({ share: within(0, 1), peakHourUtc: within(0, 24) })),
  pairs: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ from: region, to: region, jitter: v.optional(Jitter), loss: v.optional(loss) }),
      ),
      // Only one of several could hold.
      v.checkItems(
        ({ from, to }, place, all) =>
          all.findIndex((other) => other.from === from && other.to === to) === place,
        "each pair once, with all that it has instead",
      ),
    ),
    [],
  ),
  steps: v.optional(
    v.array(v.strictObject({ from: region, to: region, afterS, addMs: within(-1_000, 10_000) })),
    [],
  ),
  outages: v.optional(v.array(v.strictObject({ region, afterS, forS: within(0.001, day) })), []),
});

export const mildWeather: Weather = v.parse(WeatherDocument, {});
/** Round trips as the table has them, all alike. */
export const calm: Weather = v.parse(WeatherDocument, { jitter: { medianMs: 0 } });
