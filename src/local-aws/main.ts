import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type LocalOrganization, parseOrganization } from "./organization.ts";
import { startLocalAws } from "./start.ts";

const USAGE = "local-aws --organization <module.ts or file.json> [--port 4570] [--latency milliseconds]";

const numeric = z.string().regex(/^\d+$/).transform(Number);
const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h", default: false },
    organization: { type: "string" },
    port: { type: "string" },
    latency: { type: "string" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (!values.organization) {
  console.error(`An organization is needed: ${USAGE}`);
  process.exit(64);
}

const { organization, settings = {} } = await load(values.organization);
const localAws = await startLocalAws({
  organization,
  port: numeric.parse(values.port ?? "4570"),
  latencyMs: numeric.parse(values.latency ?? "0"),
});
const callers = [...organization.callers.values()];
// As in AWS itself, rootcheck is better given a session than a user's keys.
const caller = callers.find(({ sessionToken }) => sessionToken) ?? callers[0];
console.log(`local-aws listens on ${localAws.url}`);
console.log(`AWS_ENDPOINT_URL=${localAws.url}`);
console.log(`AWS_REGION=${regionOf(localAws.organization)}`);
for (const [name, value] of Object.entries(settings)) console.log(`${name}=${value}`);
console.log(`AWS_ACCESS_KEY_ID=${caller?.accessKeyId ?? ""}`);
if (caller?.sessionToken) console.log(`AWS_SESSION_TOKEN=${caller.sessionToken}`);
console.log(`AWS_SECRET_ACCESS_KEY=${caller?.secretAccessKey ?? ""}`);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void localAws.close());

/** An organization, and what rootcheck has to be told of it. */
interface Loaded {
  readonly organization: LocalOrganization;
  readonly settings?: Readonly<Record<string, string>>;
}

async function load(path: string): Promise<Loaded> {
  if (path.endsWith(".json"))
    return { organization: parseOrganization(JSON.parse(await readFile(path, "utf8"))) };
  const { organization, settings }: Partial<Loaded> = await import(pathToFileURL(resolve(path)).href);
  if (organization) return { organization, ...(settings && { settings }) };
  throw new Error(
    `${path} exports no organization; make one with organization() of src/local-aws/organization.ts.`,
  );
}

function regionOf({ partition }: LocalOrganization): string {
  const regions = {
    aws: "us-east-1",
    "aws-cn": "cn-north-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-eusc": "eusc-de-east-1",
  };
  return regions[partition];
}
