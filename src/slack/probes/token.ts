import { z } from "zod";
import type { Diagnosis, Mend, Probe } from "../../domain/diagnosis.ts";
import { isRefusal } from "../clients.ts";
import { type SlackAnswer, SlackUnreachedError } from "./call-slack.ts";
import { scopePurposes } from "./scopes.ts";

/** The one call that says most: whose token it is, what it may, and what time it is at Slack's. */
export type AskWho = (signal: AbortSignal) => Promise<{ readonly answer: SlackAnswer; readonly at: Date }>;

const TRIED = "auth.test with SLACK_BOT_TOKEN";
const SETTINGS = "https://api.slack.com/apps";

const identity = z.object({ user: z.string(), team: z.string(), url: z.string() });

/** Looks at the bot token, its scopes, and the clock that signatures go by. */
export function tokenProbe({ who, apiUrl }: { readonly who: AskWho; readonly apiUrl: string }): Probe {
  return {
    area: "slack",
    subject: "Bot token",
    async look(signal) {
      try {
        const { answer, at } = await who(signal);
        return [tokenLine(answer), ...(answer.refusal ? [] : scopeLines(answer)), ...clockLines(answer, at)];
      } catch (error) {
        if (!(error instanceof SlackUnreachedError)) throw error;
        return [unreachedLine(error, apiUrl)];
      }
    },
  };
}

function line(rest: Omit<Diagnosis, "area" | "tried">): Diagnosis {
  return { area: "slack", tried: TRIED, ...rest };
}

function unreachedLine(error: SlackUnreachedError, apiUrl: string): Diagnosis {
  const does = "Let this machine reach Slack by HTTPS, or correct SLACK_API_URL; this has to answer:";
  const mend = { does, text: `curl -sS ${apiUrl}api.test` };
  return line({ subject: "Bot token", verdict: "broken", found: error.message, mend });
}

function tokenLine({ refusal, body }: SlackAnswer): Diagnosis {
  const subject = "Bot token";
  if (refusal && !isRefusal(refusal)) {
    const mend = { does: "Ask again in a minute; https://slack-status.com says whether Slack has trouble." };
    return line({ subject, verdict: "broken", found: `Slack answered ${refusal}.`, mend });
  }
  if (refusal) {
    const does = `Copy the Bot User OAuth Token again, under “OAuth & Permissions” of the app at ${SETTINGS}, where it can be installed anew too; then start rootcheck again with`;
    const mend = { does, text: "SLACK_BOT_TOKEN=xoxb-…" };
    return line({ subject, verdict: "broken", found: `Slack does not accept it (${refusal}).`, mend });
  }
  const { user, team, url } = identity.parse(body);
  return line({ subject, verdict: "good", found: `It is @${user}'s in ${team} (${url}).` });
}

function scopeLines({ scopes }: SlackAnswer): readonly Diagnosis[] {
  const subject = "Scopes";
  if (!scopes) return [line({ subject, verdict: "off", found: "Slack did not say which the token has." })];
  const wanted = Object.keys(scopePurposes);
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  const spare = scopes.filter((scope) => scope && !wanted.includes(scope));
  return [missing.length > 0 ? missingLine(missing) : allThere(wanted.length), ...spareLines(spare)];

  function allThere(count: number): Diagnosis {
    return line({ subject, verdict: "good", found: `All ${count} that rootcheck uses are granted.` });
  }
}

function missingLine(missing: readonly string[]): Diagnosis {
  const named = missing.map((scope) => `${scope} (${scopePurposes[scope]})`).join(", ");
  const does =
    "Add it under “OAuth & Permissions”, “Bot Token Scopes”, and reinstall the app there; the token may be another afterwards.";
  const mend: Mend = { does, text: missing.join("\n") };
  return line({ subject: "Scopes", verdict: "broken", found: `The token lacks ${named}.`, mend });
}

function spareLines(spare: readonly string[]): readonly Diagnosis[] {
  if (spare.length === 0) return [];
  const found = `The token may do more than rootcheck ever does: ${spare.join(", ")}.`;
  const does =
    "Take it away under “OAuth & Permissions” and reinstall the app, so that a stolen token can do less:";
  return [
    line({ subject: "Spare scopes", verdict: "warning", found, mend: { does, text: spare.join("\n") } }),
  ];
}

const FIVE_MINUTES = 300;
const ONE_MINUTE = 60;

/** Slack's header has whole seconds, so it is half a second late on average. */
function clockLines({ date }: SlackAnswer, at: Date): readonly Diagnosis[] {
  if (!date) return [];
  const seconds = Math.round((at.getTime() - date.getTime() - 500) / 1000);
  const apart = Math.abs(seconds);
  const common = {
    area: "slack",
    subject: "Slack clock",
    tried: "the time on Slack's answer against this machine's",
  } as const;
  if (apart <= ONE_MINUTE)
    return [
      {
        ...common,
        verdict: "good",
        found: `Slack and this machine are ${apart} s apart, and 300 are allowed.`,
      },
    ];
  const found = `This machine's is ${apart} s ${seconds > 0 ? "ahead" : "behind"}; from 300 on, what Slack and AWS have signed or get signed is refused.`;
  const mend = {
    does: "Have the machine's clock follow a time server:",
    text: "sudo timedatectl set-ntp true",
  };
  return [{ ...common, verdict: apart >= FIVE_MINUTES ? "broken" : "warning", found, mend }];
}
