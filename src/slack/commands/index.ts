import { account } from "./account.ts";
import { audit } from "./audit.ts";
import type { Command } from "./command.ts";
import { findings } from "./findings.ts";
import { help } from "./help.ts";
import { log } from "./log.ts";
import { overview } from "./overview.ts";

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [overview, audit, account, findings, log, help];
