import { Refusal } from "../wire/refusal.ts";

/** The refusal of a value that breaks a constraint of STS's model, in its words. */
function constraintBroken(member: string, value: string | number, constraint: string): Refusal {
  return new Refusal(
    "invalid",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** Refuses a number of seconds outside of what the operation allows. */
export function checkDuration(seconds: number, least: number, most: number): void {
  if (seconds < least) {
    throw constraintBroken(
      "durationSeconds",
      seconds,
      `Member must have value greater than or equal to ${least}`,
    );
  }
  if (seconds > most) {
    throw constraintBroken(
      "durationSeconds",
      seconds,
      `Member must have value less than or equal to ${most}`,
    );
  }
}

/** Refuses a session name or source identity that STS could not put into an ARN. */
export function checkName(member: string, value: string): void {
  if (!/^[\w+=,.@-]*$/.test(value)) {
    throw constraintBroken(member, value, "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  }
  if (value.length < 2) {
    throw constraintBroken(member, value, "Member must have length greater than or equal to 2");
  }
  if (value.length > 64) {
    throw constraintBroken(member, value, "Member must have length less than or equal to 64");
  }
}
