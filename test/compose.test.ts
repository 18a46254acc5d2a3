import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readConfig } from "../src/config.ts";
import { settingNames } from "../src/config-settings.ts";
import { parseDockerfile } from "./support/dockerfile.ts";

const shared = {
  restart: z.literal("unless-stopped"),
  security_opt: z.tuple([z.literal("no-new-privileges:true")]),
};

/** What compose is told, and nothing that is not looked at here. */
const compose = z.strictObject({
  name: z.literal("rootcheck"),
  services: z.strictObject({
    rootcheck: z.strictObject({
      ...shared,
      build: z.literal("."),
      init: z.literal(true),
      read_only: z.literal(true),
      tmpfs: z.literal("/tmp"), // where exports are written before they are sent
      cap_drop: z.tuple([z.literal("ALL")]),
      ulimits: z.strictObject({ core: z.literal(0) }),
      stop_grace_period: z.string().regex(/^\d+s$/),
      env_file: z.literal(".env"),
      environment: z.record(z.string(), z.string()),
      ports: z.array(z.string()),
      depends_on: z.strictObject({ postgres: z.strictObject({ condition: z.literal("service_healthy") }) }),
    }),
    postgres: z.strictObject({
      ...shared,
      image: z.literal("postgres:17"),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      healthcheck: z.strictObject({
        test: z.array(z.string()),
        interval: z.string(),
        timeout: z.string(),
        retries: z.number(),
      }),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
});

const text = readFileSync("compose.yml", "utf8");
const { services, volumes } = compose.parse(parse(text));
const { rootcheck, postgres } = services;

test("it gives the app settings that there are, and a database that it takes", () => {
  expect(settingNames).toEqual(expect.arrayContaining(Object.keys(rootcheck.environment)));
  const DATABASE_URL = rootcheck.environment.DATABASE_URL?.replace(/\$\{POSTGRES_PASSWORD:[^}]*\}/, "s3cret");
  const filledIn = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ROOTCHECK_OPERATORS: "U1" };
  const config = readConfig({ ...filledIn, ...rootcheck.environment, DATABASE_URL });
  expect(config.database).toEqual({
    kind: "postgres",
    url: `postgres://${postgres.environment.POSTGRES_USER}:s3cret@postgres/${postgres.environment.POSTGRES_DB}`,
  });
});

test("no secret stands in it: compose refuses to start without one in .env", () => {
  const secrets = [...text.matchAll(/^.*(?:PASSWORD:|postgres:\/\/).*$/gm)].map(([line]) => line);
  expect(secrets).toHaveLength(2);
  for (const line of secrets) expect(line).toContain("$" + "{POSTGRES_PASSWORD:?is missing in .env}");
});

test("it publishes the image's port to this machine alone", () => {
  const exposed = parseDockerfile(readFileSync("Dockerfile", "utf8")).find(({ name }) => name === "EXPOSE");
  expect(rootcheck.environment.PORT).toBe(exposed?.rest);
  expect(rootcheck.ports).toEqual([`127.0.0.1:${exposed?.rest}:${exposed?.rest}`]);
});

test("it waits longer for the app to end than the app takes at most", () => {
  const patience = /PATIENCE_MILLISECONDS = ([\d_]+);/.exec(readFileSync("src/main.ts", "utf8"))?.[1];
  const seconds = Number(patience?.replaceAll("_", "")) / 1000;
  expect(Number.parseInt(rootcheck.stop_grace_period, 10)).toBeGreaterThan(seconds);
});

test("the data outlives the container, in a volume that has a name", () => {
  const [volume, folder] = postgres.volumes[0]?.split(":") ?? [];
  expect(Object.keys(volumes)).toEqual([volume]);
  expect(folder).toBe("/var/lib/postgresql/data");
});
