import type { People } from "../../access/access.ts";
import type { Grants } from "../../access/roles.ts";
import type { SlackConfig } from "../../config.ts";
import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import type { Home } from "../people.ts";
import type { Places } from "../places.ts";
import { callSlack } from "./call-slack.ts";
import { channelsProbe } from "./channels.ts";
import { connectionProbe } from "./connection.ts";
import { homeIn } from "./home.ts";
import { peopleProbe } from "./people.ts";
import { type AskWho, tokenProbe } from "./token.ts";

export interface SlackProbeDependencies {
  readonly config: SlackConfig;
  readonly port: number;
  readonly grants: Grants;
  readonly places: Places;
  /** Who answers about people, once it is known whose the token is. */
  readonly peopleOf: (home: Home) => Pick<People, "kindOf" | "membersOf">;
  /** In the running app: whether deliveries can arrive now. */
  readonly isReady?: () => Promise<boolean>;
  /** Real time, by which signatures go. */
  readonly now: () => Date;
}

/** What is looked at of Slack, in the order of the report. */
export function slackProbes(dependencies: SlackProbeDependencies): readonly Probe[] {
  const { config, grants, places, peopleOf, now } = dependencies;
  const { apiUrl, botToken: token } = config;
  let asked: ReturnType<AskWho> | undefined;
  const who: AskWho = (signal) => {
    asked ??= callSlack({ apiUrl, method: "auth.test", token, signal }).then((answer) => ({
      answer,
      at: now(),
    }));
    return asked;
  };
  const people = async (signal: AbortSignal) => peopleOf(homeIn((await who(signal)).answer.body));
  return [
    tokenProbe({ who, apiUrl }),
    connectionProbe(dependencies),
    withToken(who, channelsProbe({ places })),
    withToken(who, peopleProbe({ grants, people })),
    manifestProbe,
  ];
}

/** Without a token that is accepted there is nothing to see, and its own line says what to do. */
function withToken(who: AskWho, probe: Probe): Probe {
  const { area, subject } = probe;
  const unseen = { area, subject, verdict: "off", tried: "the Web API" } as const;
  return {
    ...probe,
    look: async (signal) => {
      const isAccepted = await who(signal).then(
        ({ answer }) => !answer.refusal,
        () => false,
      );
      const found = "Not looked at, because the bot token does not work.";
      return isAccepted ? probe.look(signal) : [{ ...unseen, found }];
    },
  };
}

const manifestLine: Diagnosis = {
  area: "slack",
  subject: "Manifest",
  verdict: "off",
  tried: "what Slack tells a bot of its own app",
  found:
    "A bot is not told whether its command, shortcuts, events and Home tab are as in manifest.yml. After an upgrade compare it with “App Manifest” of the app at https://api.slack.com/apps.",
};

const manifestProbe: Probe = {
  area: manifestLine.area,
  subject: manifestLine.subject,
  look: async () => [manifestLine],
};
