import { render } from "preact";
import "./theme/styles.ts";
import "./parts/parts.css";
import "./shell.css";
import type { ReportData } from "./report/report-data.ts";
import { ReportShell } from "./report-shell.tsx";

/** The data is gzip in base64: a matrix repeats itself. */
async function readData(): Promise<ReportData> {
  const text = document.getElementById("data")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unzipped).json();
}

const page = document.getElementById("page");
if (page !== null) readData().then((data) => render(<ReportShell data={data} />, page));
