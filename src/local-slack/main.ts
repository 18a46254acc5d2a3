import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import type { LocalSlackOptions } from "./start.ts";
import { startLocalSlack } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    manifest: { type: "string", default: "manifest.yml" },
    "deliver-to": { type: "string" },
    "bot-token": { type: "string" },
    "app-token": { type: "string" },
    "signing-secret": { type: "string" },
    "rate-limits": { type: "string", default: "generous" },
    unruly: { type: "string" },
    switches: { type: "string", default: "{}" },
  },
});

const port = z.coerce.number().int().min(0).max(65_535).parse(values.port);
const switches = z.record(z.string(), z.union([z.number(), z.boolean()])).parse(JSON.parse(values.switches));
const options: LocalSlackOptions = {
  port,
  manifest: parseYaml(await readFile(values.manifest, "utf8")),
  rateLimits: z.enum(["slack", "generous", "off"]).parse(values["rate-limits"]),
  switches,
  ...(values["deliver-to"] !== undefined && { eventsUrl: values["deliver-to"] }),
  ...(values["bot-token"] !== undefined && { botToken: values["bot-token"] }),
  ...(values["app-token"] !== undefined && { appToken: values["app-token"] }),
  ...(values["signing-secret"] !== undefined && { signingSecret: values["signing-secret"] }),
  ...(values.unruly !== undefined && { unruly: { seed: z.coerce.number().parse(values.unruly) } }),
};

const slack = await startLocalSlack(options);
process.stdout.write(`local-slack listens on ${slack.url}, Web API at ${slack.apiUrl}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void slack.close().then(() => process.exit(0)));
}
