export interface RequestLimits {
  connectMs: number;
  requestMs: number;
}

const ordinary: RequestLimits = { connectMs: 1_000, requestMs: 3_000 };

/**
 * The request handler of every client whose calls are not measured. The SDK's own waits for ever: a socket that died
 * silently while its environment was frozen would hold a function until its timeout. What takes longer fails with a
 * TimeoutError, and the SDK's retries go over another connection.
 */
export const limitedRequests = ({ connectMs, requestMs } = ordinary) => ({
  connectionTimeout: connectMs,
  // Until an answer begins. By itself it would only warn.
  requestTimeout: requestMs,
  throwOnRequestTimeout: true,
  // For an answer that stops in its middle.
  socketTimeout: requestMs,
});
