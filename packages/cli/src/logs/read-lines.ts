import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";

/**
 * The lines of a file, or of standard input for "-", one at a time; unpacked if they are gzip, in UTF-8 or in UTF-16, which Windows
 * PowerShell's `>` writes. Throws CommandError 1 when it cannot be read.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const bytes = path === "-" ? createReadStream("", { fd: 0, autoClose: false }) : createReadStream(path);
  try {
    const { head, whole } = await peek(bytes);
    const isPacked = head[0] === 0x1f && head[1] === 0x8b;
    const unpacked = isPacked ? await peek(unpack(whole)) : { head, whole };
    const text = decode(unpacked.whole, encodingOf(unpacked.head));
    yield* createInterface({ input: Readable.from(text), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new CommandError(1, `${path} cannot be read (${reasonOf(cause)})`, { cause });
  } finally {
    bytes.destroy();
  }
}

type Bytes = AsyncIterable<Uint8Array>;

/** The first bytes, two if there are as many, and all of them. A pipe's cannot be read twice. */
async function peek(bytes: Bytes): Promise<{ head: Uint8Array; whole: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.of();
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole() {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, whole: whole() };
}

function unpack(packed: Bytes): Bytes {
  const source = Readable.from(packed);
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

/** By the byte order mark; without one a log begins with a letter, of which UTF-16 has one byte empty. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined))
    return "utf-16be";
  return "utf-8";
}

/** Without the byte order mark. */
async function* decode(bytes: Bytes, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
