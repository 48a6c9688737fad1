import { render } from "preact";
import "./theme/styles.ts";
import "./parts/parts.css";
import "./shell.css";
import { takeToken } from "./data/session.ts";
import { Shell } from "./shell.tsx";

takeToken();
const page = document.getElementById("page");
if (page !== null) render(<Shell />, page);
