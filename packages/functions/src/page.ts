import files from "@crisscross/web/page";
import { answerPage } from "./page/answer-page.ts";

/** Serves the page and its assets to everybody: they are the same for all, and hold nothing of what is stored. */
export const handler = answerPage(files);
