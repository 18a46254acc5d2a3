import { messageOf } from "../../domain/errors.ts";
import { redact } from "../../log.ts";
import { verifyLog } from "./verify-log.ts";

/** 0: whole; 1: broken; 2: it could not be checked. */
try {
  const { isWhole, lines } = await verifyLog(process.argv.slice(2), process.env);
  console.log(lines.join("\n"));
  process.exit(isWhole ? 0 : 1);
} catch (error) {
  console.error(redact(messageOf(error)));
  process.exit(2);
}
