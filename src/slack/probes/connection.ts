import { createHmac, randomUUID } from "node:crypto";
import type { SlackConfig } from "../../config.ts";
import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import { callSlack, SlackUnreachedError } from "./call-slack.ts";

export interface ConnectionProbeDependencies {
  readonly config: SlackConfig;
  /** The port of the rootcheck on this machine. */
  readonly port: number;
  /** In the running app: whether deliveries can arrive now. Absent elsewhere. */
  readonly isReady?: () => Promise<boolean>;
}

/** Looks at the way by which Slack reaches the app. */
export function connectionProbe(dependencies: ConnectionProbeDependencies): Probe {
  const { connection, apiUrl } = dependencies.config;
  return connection.mode === "socket"
    ? socketProbe({ ...dependencies, apiUrl, appToken: connection.appToken })
    : httpProbe({ ...dependencies, signingSecret: connection.signingSecret });
}

type Line = Pick<Diagnosis, "verdict" | "found" | "mend">;

function probe(subject: string, tried: string, look: (signal: AbortSignal) => Promise<Line>): Probe {
  return {
    area: "slack",
    subject,
    look: async (signal) => [{ area: "slack", subject, tried, ...(await look(signal)) }],
  };
}

type SocketDependencies = ConnectionProbeDependencies & {
  readonly apiUrl: string;
  readonly appToken: string;
};

/** An address for a socket is only asked for, and not connected to. Slack gives few a minute, so not for one that is open. */
function socketProbe({ apiUrl, appToken, isReady }: SocketDependencies): Probe {
  return probe("Socket Mode", "apps.connections.open with SLACK_APP_TOKEN", async (signal) => {
    if (await isReady?.()) return { verdict: "good", found: "The connection is open." };
    try {
      const { refusal } = await callSlack({
        apiUrl,
        method: "apps.connections.open",
        token: appToken,
        signal,
      });
      return refusal ? refusedSocket(refusal) : offeredSocket(isReady !== undefined);
    } catch (error) {
      if (!(error instanceof SlackUnreachedError)) throw error;
      const does = "Mend the way to Slack first; this has to answer:";
      return { verdict: "broken", found: error.message, mend: { does, text: `curl -sS ${apiUrl}api.test` } };
    }
  });
}

function offeredSocket(isRunning: boolean): Line {
  if (!isRunning) return { verdict: "good", found: "Slack takes the token and offers a connection." };
  const does =
    "It is connected anew by itself. If it stays so, the log says why; proxies that cut wss:// off are one cause.";
  return { verdict: "warning", found: "Slack offers a connection, but none is open now.", mend: { does } };
}

function refusedSocket(word: string): Line {
  if (word === "ratelimited") {
    const mend = { does: "Ask again in a minute." };
    return { verdict: "warning", found: "Slack asks to wait before it answers.", mend };
  }
  const does =
    "Under “Basic Information”, “App-Level Tokens” of the app at https://api.slack.com/apps make a token with the scope connections:write, see that “Socket Mode” is on, and start rootcheck again with";
  const mend = { does, text: "SLACK_APP_TOKEN=xapp-…" };
  return { verdict: "broken", found: `Slack does not accept the token (${word}).`, mend };
}

const UNSEEN =
  "Whether Slack has the same secret and the right address cannot be seen from here: if it has, /rootcheck help answers.";

type HttpDependencies = ConnectionProbeDependencies & { readonly signingSecret: string };

/** Signs what Slack sends when somebody enters an address, which nothing comes of but an echo. */
function httpProbe({ port, signingSecret, isReady }: HttpDependencies): Probe {
  const tried = "a signed url_verification to /slack/events on this machine";
  return probe("Requests from Slack", tried, async (signal) => {
    if (isReady) return arriving(await isReady());
    const absent = {
      verdict: "off",
      found: `rootcheck is not running here on PORT ${port}. ${UNSEEN}`,
    } as const;
    if (port === 0) return absent;
    const challenge = randomUUID();
    const response = await send({ port, signingSecret, challenge, signal }).catch(() => undefined);
    if (!response) return absent;
    return lineOf(response.status, (await response.text()).includes(challenge), port);
  });
}

function arriving(isReady: boolean): Line {
  if (isReady) return { verdict: "good", found: "They are let in, and are checked by SLACK_SIGNING_SECRET." };
  const mend = { does: "Wait until /readyz answers 200; the log says what is being waited for." };
  return { verdict: "warning", found: "They are turned away: rootcheck is starting or stopping.", mend };
}

function lineOf(status: number, isEchoed: boolean, port: number): Line {
  if (status === 200 && isEchoed)
    return { verdict: "good", found: `rootcheck takes what the signing secret signs. ${UNSEEN}` };
  if (status === 401) {
    const does =
      "Copy “Signing Secret” under “Basic Information” of the app again, and start rootcheck with it:";
    const mend = { does, text: "SLACK_SIGNING_SECRET=…" };
    return {
      verdict: "broken",
      found: "The rootcheck that runs here was started with another secret.",
      mend,
    };
  }
  if (status === 503) return arriving(false);
  const does = "Another program has the port. Stop it, or set another PORT and lead Slack's requests there:";
  const mend = { does, text: `ss -ltnp 'sport = :${port}'` };
  return { verdict: "broken", found: `What answers on PORT ${port} (${status}) is not rootcheck.`, mend };
}

interface SignedRequest {
  readonly port: number;
  readonly signingSecret: string;
  readonly challenge: string;
  readonly signal: AbortSignal;
}

function send({ port, signingSecret, challenge, signal }: SignedRequest): Promise<Response> {
  const body = JSON.stringify({ type: "url_verification", challenge });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${hash}`,
  };
  return fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body, headers, signal });
}
