import { readFile } from "node:fs/promises";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import type { NetworkOptions } from "@crisscross/local/wan/network";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";

/** What was typed about the network of a local cloud. */
export interface NetworkFlags {
  wan: boolean;
  handshakes: boolean;
  /** Seconds. */
  idleClose?: number;
  addresses?: number;
  /** A file; false without weather. */
  weather?: string | false;
}

/** The first of these options that was typed, for a sentence that refuses it. */
export function typedNetworkOption({
  wan,
  weather,
  handshakes,
  idleClose,
  addresses,
}: NetworkFlags): string | undefined {
  if (!wan) return "--no-wan";
  if (weather !== undefined) return weather === false ? "--no-weather" : "--weather";
  if (!handshakes) return "--no-handshakes";
  if (idleClose !== undefined) return "--idle-close";
  return addresses === undefined ? undefined : "--addresses";
}

/** Reads the weather's file. Throws CommandError 2 naming what in it is not accepted. */
export async function readNetwork({
  weather,
  handshakes,
  idleClose,
  addresses,
}: NetworkFlags): Promise<NetworkOptions> {
  const { calm, WeatherDocument } = await import("@crisscross/local/wan/weather-document");
  return {
    handshakes,
    ...(idleClose !== undefined && { idleCloseMs: idleClose * 1_000 }),
    ...(addresses !== undefined && { addresses }),
    ...(weather === false && { weather: calm }),
    ...(typeof weather === "string" && { weather: await readWeather(weather, WeatherDocument) }),
  };
}

async function readWeather<T extends Parameters<typeof parse>[0]>(file: string, schema: T) {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new CommandError(2, `--weather: ${file} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  try {
    return parse<T>(schema, JSON.parse(text), "weather");
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw new CommandError(
        2,
        `--weather: ${file} is not JSON: ${cause.message}; accepted: an object as docs/local-cloud.md has it, such as {"loss": 0.01}`,
        { cause },
      );
    if (!(cause instanceof AppError)) throw cause;
    throw new CommandError(2, `--weather: ${file}: ${cause.message}`, { cause });
  }
}
