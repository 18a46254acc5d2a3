import { createHmac, randomUUID } from "node:crypto";

export interface SignedCommand {
  /** Where the app takes signed requests. */
  readonly url: string;
  readonly secret: string;
  readonly user: string;
  readonly channel: string;
  /** What follows `/rootcheck`. */
  readonly text: string;
  readonly responseUrl: string;
}

/** Sends a command as Slack does; resolves once it is acknowledged. */
export async function sendCommand(command: SignedCommand): Promise<void> {
  const body = new URLSearchParams({
    command: "/rootcheck",
    text: command.text,
    team_id: "T0BENCH",
    user_id: command.user,
    channel_id: command.channel,
    response_url: command.responseUrl,
    trigger_id: randomUUID(),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", command.secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const response = await fetch(command.url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`The app answered ${response.status} to a command.`);
}
