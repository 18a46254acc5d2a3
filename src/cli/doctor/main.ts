import { styleText } from "node:util";
import { systemClock } from "../../clock.ts";
import { ConfigError } from "../../config-faults.ts";
import { messageOf } from "../../domain/errors.ts";
import { OwnersError } from "../../findings/owners.ts";
import { redact } from "../../log.ts";
import type { Paint } from "./report-lines.ts";
import { runDoctor } from "./run-doctor.ts";

/** Colours only on a terminal that has them. */
const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

/** 0: nothing is broken; 1: something is; 2: it could not be looked; 78: a setting has to be changed first. */
try {
  const { isWell, text } = await runDoctor({ clock: systemClock, paint }, process.argv.slice(2), process.env);
  console.log(redact(text));
  process.exit(isWell ? 0 : 1);
} catch (error) {
  console.error(redact(messageOf(error)));
  process.exit(error instanceof ConfigError || error instanceof OwnersError ? 78 : 2);
}
