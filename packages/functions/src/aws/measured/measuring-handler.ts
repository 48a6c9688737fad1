import { AppError } from "@crisscross/core/edge/error";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Observed } from "../../calls/observed.ts";
import type { MeasuringAgent } from "./measuring-agent.ts";

type Handle = NodeHttpHandler["handle"];

/** A request handler for a client whose calls are measured one at a time. */
interface MeasuringHandler {
  requestHandler: NodeHttpHandler;
  /**
   * Has the client make a call that never leaves, so that what the SDK does once (load, compile, resolve) is done before
   * anything is measured. What it makes of the empty answer does not matter.
   */
  rehearse(call: () => Promise<unknown>): Promise<void>;
  /**
   * Establishes a connection where one is kept, and has the client build and sign a request. What this gives sends it and
   * settles as `call` does, so that a mark before it has only the call behind it. Never rejects.
   */
  prepare<T>(call: () => Promise<T>, establishMs?: number): Promise<(signal: AbortSignal) => Promise<T>>;
  /** Of the last request that was prepared. */
  observed(): Observed;
}

export function openMeasuringHandler(measuring: MeasuringAgent): MeasuringHandler {
  const { agent } = measuring;
  const requestHandler = new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent });
  const send = requestHandler.handle.bind(requestHandler);
  let handle: Handle = send;
  let prepared = 0;
  requestHandler.handle = (request, options) => handle(request, options);
  return {
    requestHandler,
    async rehearse(call) {
      handle = async () => ({ response: { statusCode: 200, headers: {}, body: new Uint8Array() } });
      await call().catch(() => undefined);
    },
    async prepare(call, establishMs) {
      prepared++;
      await measuring.establish(establishMs);
      const signed = Promise.withResolvers<void>();
      const released = Promise.withResolvers<AbortSignal>();
      handle = async (request, options) => {
        signed.resolve();
        // It would wait for one of them until its deadline, and look like a slow function.
        if (measuring.observed().unreachable)
          throw new AppError("unavailable", `no address of ${request.hostname} that was tried answers`);
        return send(request, { ...options, abortSignal: await released.promise });
      };
      const answer = call();
      // It may fail before there is a request; whoever sends it is told.
      await Promise.race([signed.promise, answer.catch(() => undefined)]);
      return (signal) => {
        released.resolve(signal);
        return answer;
      };
    },
    observed: () => ({ ...measuring.observed(), ...(prepared === 1 && { first: true }) }),
  };
}
