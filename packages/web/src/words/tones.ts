/** How something stands, as its colour and its words say. */
export type Tone = "quiet" | "live" | "good" | "warn" | "bad";
