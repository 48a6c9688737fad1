import { randomBytes, timingSafeEqual } from "node:crypto";
import { Agent, type AgentOptions, type ClientRequestArgs, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Send } from "@crisscross/client/client";

/** Longer than a busy cloud needs to look up; it answers without starting a function. */
const proofMs = 10_000;
const proofBytes = 4_096;
const proofDigits = 64;
const proofLength = new RegExp(`^content-length: *${proofDigits} *$`, "im");

type ProofModule = typeof import("@crisscross/local/http-api/proof");

/** Whoever listens does not hold the key of the data folder. */
class Unproven extends Error {
  readonly code = "not the cloud of this folder";
}

/**
 * Sends over connections on which the other end has proven, before anything else was said, that it holds the key.
 * No connection is used for more than one address, and nothing follows redirects.
 */
export async function createProvenSend(
  key: string,
): Promise<{ send: Send; prove: (url: string) => Promise<boolean> }> {
  const module = await import("@crisscross/local/http-api/proof");
  const agent = new ProvenAgent(key, module, { keepAlive: true });
  return {
    send: (asked) => sendOver(agent, asked),
    async prove(url) {
      try {
        (await connectProven(key, module, Number(new URL(url).port))).destroy();
        return true;
      } catch {
        return false;
      }
    },
  };
}

class ProvenAgent extends Agent {
  readonly #key: string;
  readonly #module: ProofModule;

  constructor(key: string, module: ProofModule, options: AgentOptions) {
    super(options);
    this.#key = key;
    this.#module = module;
  }

  override createConnection(
    { port }: ClientRequestArgs,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const refuse = done as ((error: Error) => void) | undefined;
    connectProven(this.#key, this.#module, Number(port)).then(
      (socket) => done?.(null, socket),
      (error: Error) => refuse?.(error),
    );
  }
}

/** A connection to 127.0.0.1 whose other end has answered a nonce as only the holder of the key can. */
function connectProven(key: string, { proofOf, proofPath }: ProofModule, port: number): Promise<Socket> {
  const nonce = randomBytes(32).toString("hex");
  const expected = Buffer.from(proofOf(key, port, nonce));
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let said = "";
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const hungUp = (): void => fail(new Unproven("it hung up"));
    const isSilent = (): void => fail(new Unproven("it does not answer"));
    const listen = (text: Buffer): void => {
      said += text.toString("latin1");
      const read = readProof(said);
      if (read === undefined) return;
      const proof = Buffer.from(read, "latin1");
      if (proof.length === expected.length && timingSafeEqual(proof, expected)) {
        socket
          .off("data", listen)
          .off("error", fail)
          .off("close", hungUp)
          .off("timeout", isSilent)
          .setTimeout(0);
        resolve(socket);
      } else fail(new Unproven("it does not know the key"));
    };
    socket.on("data", listen).on("error", fail).on("close", hungUp).setTimeout(proofMs, isSilent);
    socket.write(`GET ${proofPath}${nonce} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
  });
}

/** What an answer proves with: undefined while there is more of it to come, nothing once it can be no proof. */
function readProof(said: string): string | undefined {
  const [head = "", body] = said.split("\r\n\r\n", 2);
  if (body === undefined) return said.length > proofBytes ? "" : undefined;
  // Another answer is not read to its end, which may never come.
  if (!proofLength.test(head)) return "";
  return body.length < proofDigits ? undefined : body;
}

async function sendOver(agent: Agent, asked: Request): Promise<Response> {
  const { url, method, headers, signal } = asked;
  const body = await asked.text();
  return new Promise((resolve, reject) => {
    // An aborted request says so in words of its own.
    const fail = (error: Error): void => reject(signal.aborted ? signal.reason : error);
    const how = { agent, method, headers: Object.fromEntries(headers), signal };
    request(url, how, (response) => {
      const parts: Buffer[] = [];
      response
        .on("data", (part: Buffer) => parts.push(part))
        .on("error", fail)
        .on("end", () => resolve(answerOf(response, Buffer.concat(parts))));
    })
      .on("error", fail)
      .end(body);
  });
}

function answerOf({ statusCode: status = 0, headersDistinct }: IncomingMessage, body: Buffer): Response {
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  // A Response with one of these has no body, not even an empty one.
  return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers });
}
