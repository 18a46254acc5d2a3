import { createRoot } from "react-dom/client";
import type { Setting } from "../setting.ts";
import { App } from "./app.tsx";

const place = document.getElementById("page");
if (!place) throw new Error("wanted an element with the id page in index.html, found none");
const response = await fetch("/_playground.json");
if (!response.ok) throw new Error(`wanted the setting, found status ${response.status}`);
// Its own server's answer, so its shape is taken on trust.
createRoot(place).render(<App setting={(await response.json()) as Setting} />);
