import { generateJob } from "./generated-job.ts";
import { serveApi } from "./serve-api.ts";

/** A process of its own: serves a generated job of as many samples a cell as its argument says, until it is killed. */
const { url } = await serveApi(generateJob(Number(process.argv[2])));
console.log(url);
