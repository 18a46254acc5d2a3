import { account } from "./account.ts";
import { audit } from "./audit.ts";
import { canonical } from "./canonical.ts";
import type { Command } from "./command.ts";
import { digest } from "./digest.ts";
import { doctor } from "./doctor.ts";
import { email } from "./email.ts";
import { findings } from "./findings.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { keys } from "./keys.ts";
import { log } from "./log.ts";
import { overview } from "./overview.ts";
import { tasks } from "./tasks.ts";
import { watch } from "./watch.ts";
import { whois } from "./whois.ts";

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  overview,
  audit,
  account,
  findings,
  email,
  canonical,
  whois,
  keys,
  tasks,
  digest,
  watch,
  history,
  log,
  doctor,
  help,
];
