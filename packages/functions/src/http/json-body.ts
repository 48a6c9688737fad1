import { AppError } from "@crisscross/core/edge/error";
import { limits } from "@crisscross/core/job/job";

/** Reads a JSON body. Throws AppError: `unsupported-media-type`, `too-large`, `invalid`. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.split(";")[0]?.trim().toLowerCase() !== "application/json")
    throw new AppError(
      "unsupported-media-type",
      `content-type: ${JSON.stringify(contentType)} is not accepted; accepted: application/json`,
      { rejections: [{ field: "content-type", value: contentType, accepted: "application/json" }] },
    );
  const body = await request.arrayBuffer();
  if (body.byteLength > limits.bodyBytes)
    throw new AppError("too-large", `body: ${body.byteLength} bytes; accepted: at most ${limits.bodyBytes}`, {
      rejections: [
        { field: "body", value: `${body.byteLength} bytes`, accepted: `at most ${limits.bodyBytes} bytes` },
      ],
    });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    const value = new TextDecoder().decode(body.slice(0, 100));
    throw new AppError("invalid", `body: not JSON (${(cause as Error).message}); accepted: a JSON object`, {
      cause,
      rejections: [{ field: "body", value, accepted: "a JSON object, in UTF-8" }],
    });
  }
}
