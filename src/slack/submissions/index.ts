import { accept } from "./accept.ts";
import { assign } from "./assign.ts";
import { decline } from "./decline.ts";
import { digest } from "./digest.ts";
import { digestSave } from "./digest-save.ts";
import { email } from "./email.ts";
import { explain } from "./explain.ts";
import { extend } from "./extend.ts";
import { reopen } from "./reopen.ts";
import { several } from "./several.ts";
import { snooze } from "./snooze.ts";
import type { Submission } from "./submission.ts";

/** Every form that can be sent. */
export const submissions: readonly Submission[] = [
  assign,
  snooze,
  accept,
  explain,
  extend,
  reopen,
  decline,
  several,
  email,
  digest,
  digestSave,
];
