import { inspect } from "node:util";
import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../log.ts";

/** The app's log in the shape that Bolt wants. The level stays the app's own; payloads are logged at no level. */
export function boltLog(log: Log): Logger {
  const write = (level: "info" | "warn" | "error", parts: readonly unknown[]) => {
    const text = parts
      .map((part) => (typeof part === "string" ? part : inspect(part, { depth: 2 })))
      .join(" ");
    log[level]({ from: "slack" }, text);
  };
  return {
    debug: () => undefined,
    info: (...parts) => write("info", parts),
    warn: (...parts) => write("warn", parts),
    error: (...parts) => write("error", parts),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
