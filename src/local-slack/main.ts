import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import type { LocalSlackOptions } from "./start.ts";
import { startLocalSlack } from "./start.ts";
import { cast, places } from "./workspace.ts";

type Page = NonNullable<LocalSlackOptions["page"]>;

/** What src/playground/page.ts exports. */
interface PageModule {
  readonly createPage?: (options: { readonly suggestions: readonly [] }) => Promise<Page>;
}

const USAGE = `local-slack, with none or some of
  --port 4571                  where it listens; 0 for any free port
  --page module.ts             serves a page, as src/playground/page.ts does
  --manifest manifest.yml      the app's commands and scopes
  --deliver-to https://…       delivers by HTTP, and not through Socket Mode
  --bot-token, --app-token, --signing-secret
                               what the app has to show
  --rate-limits generous       or slack, or off
  --unruly 1                   misbehaves, after this seed
  --switches {}                what it does otherwise than usual, as JSON`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h", default: false },
    port: { type: "string", default: "4571" },
    page: { type: "string" },
    manifest: { type: "string", default: "manifest.yml" },
    "deliver-to": { type: "string" },
    "bot-token": { type: "string", default: "xoxb-local-slack" },
    "app-token": { type: "string", default: "xapp-local-slack" },
    "signing-secret": { type: "string", default: "local-slack-signing-secret" },
    "rate-limits": { type: "string", default: "generous" },
    unruly: { type: "string" },
    switches: { type: "string", default: "{}" },
  },
});

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const port = z.coerce.number().int().min(0).max(65_535).parse(values.port);
const switches = z.record(z.string(), z.union([z.number(), z.boolean()])).parse(JSON.parse(values.switches));
const options: LocalSlackOptions = {
  port,
  manifest: parseYaml(await readFile(values.manifest, "utf8")),
  rateLimits: z.enum(["slack", "generous", "off"]).parse(values["rate-limits"]),
  switches,
  botToken: values["bot-token"],
  appToken: values["app-token"],
  signingSecret: values["signing-secret"],
  ...(values.page !== undefined && { page: await loadPage(values.page) }),
  ...(values["deliver-to"] !== undefined && { eventsUrl: values["deliver-to"] }),
  ...(values.unruly !== undefined && { unruly: { seed: z.coerce.number().parse(values.unruly) } }),
};

const slack = await startLocalSlack(options);
console.log(`local-slack listens on ${slack.url}, Web API at ${slack.apiUrl}`);
console.log(`SLACK_BOT_TOKEN=${slack.botToken}`);
console.log(
  values["deliver-to"] === undefined
    ? `SLACK_APP_TOKEN=${slack.appToken}`
    : `SLACK_SIGNING_SECRET=${slack.signingSecret}`,
);
console.log(`SLACK_API_URL=${slack.apiUrl}`);
console.log(`ROOTCHECK_OPERATORS=${cast.operator}`);
console.log(`ROOTCHECK_VIEWERS=${cast.viewer}`);
console.log(`ROOTCHECK_CHANNELS=${places.security}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void slack.close().then(() => process.exit(0)));
}

/** Loaded by name, because the page is none of local-slack's business. */
async function loadPage(path: string): Promise<Page> {
  const module: PageModule = await import(pathToFileURL(resolve(path)).href);
  if (module.createPage) return module.createPage({ suggestions: [] });
  throw new Error(`${path} exports no createPage, as src/playground/page.ts does.`);
}
