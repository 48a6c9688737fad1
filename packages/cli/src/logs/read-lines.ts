import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { CommandError } from "../command-error.ts";

/** The lines of a file, unpacked if it is gzip, one at a time. Throws CommandError 1 when it cannot be read. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const failed = (cause: unknown) =>
    new CommandError(
      1,
      `${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      {
        cause,
      },
    );
  const isPacked = await startsAsGzip(path).catch((cause) => {
    throw failed(cause);
  });
  const bytes = createReadStream(path);
  const unpacked = isPacked ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => unpacked.destroy(error));
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw failed(cause);
  } finally {
    bytes.destroy();
  }
}

/** Of a pipe such as /dev/stdin the first bytes cannot be read twice: it is taken for text. */
async function startsAsGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
