import { sendCommand } from "./signed-command.ts";

/**
 * Sends a signed command every 20 milliseconds and notes how long each takes to be acknowledged. Forked with the app's
 * address, the signing secret, where answers may go and who asks; told to stop by a message, it answers with the
 * milliseconds.
 */

const [url = "", secret = "", responseUrl = "", user = "", channel = ""] = process.argv.slice(2);
const EVERY_MILLISECONDS = 20;
const waits: number[] = [];
const underWay = new Set<Promise<void>>();

async function ping(): Promise<void> {
  const sent = performance.now();
  await sendCommand({ url, secret, user, channel, text: "help", responseUrl });
  waits.push(performance.now() - sent);
}

const timer = setInterval(() => {
  const pinging = ping().finally(() => underWay.delete(pinging));
  underWay.add(pinging);
}, EVERY_MILLISECONDS);

process.on("disconnect", () => process.exit());
process.on("message", async () => {
  clearInterval(timer);
  await Promise.all(underWay);
  process.send?.(waits, () => process.exit(0));
});
