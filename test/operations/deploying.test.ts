import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { readConfig } from "../../src/config.ts";
import { settingNames } from "../../src/config-settings.ts";

/** What stopping takes at most, and a little. */
const STOP_SECONDS = 30;
const VALUES: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  DATABASE_URL: "postgres://u:p@h/d",
  ROOTCHECK_LOG_KEY: "0123456789abcdef".repeat(2),
};

/** The configuration of a deployment; its secrets get a value each. */
function configOf(given: Readonly<Record<string, string>>, secrets: readonly string[]) {
  const variables = { ...given, ...Object.fromEntries(secrets.map((name) => [name, VALUES[name]])) };
  const own = Object.keys(variables).filter((name) => !name.startsWith("AWS_"));
  expect(settingNames).toEqual(expect.arrayContaining(own));
  return readConfig(variables);
}

describe("the systemd unit", () => {
  const text = readFileSync("deploy/systemd/rootcheck.service", "utf8");
  const lines = [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value] as const);
  const unit = Object.fromEntries(lines);

  test("starts what npm start starts, and gives it time to stop", () => {
    const { scripts } = z
      .object({ scripts: z.object({ start: z.string() }) })
      .parse(JSON.parse(readFileSync("package.json", "utf8")));
    expect(unit.ExecStart?.replace("/usr/local/bin/", "")).toBe(
      scripts.start.replace("--env-file-if-exists=.env ", ""),
    );
    expect(unit).toMatchObject({ TimeoutStopSec: `${STOP_SECONDS}`, RestartPreventExitStatus: "78" });
  });

  test("keeps the data where it may write, and says everything once", () => {
    expect(unit.Environment).toContain(`ROOTCHECK_DATA_DIR=/var/lib/${unit.StateDirectory}`);
    expect(lines).toHaveLength(Object.keys(unit).length);
  });
});

const manifest = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
  spec: z.unknown().optional(),
});

describe("the Kubernetes manifest", () => {
  const text = readFileSync("deploy/kubernetes/rootcheck.yaml", "utf8");
  const documents = parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return manifest.parse(document.toJS());
  });
  const ofKind = (kind: string) => documents.find((document) => document.kind === kind);
  const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal("http") }) });
  const { template } = z
    .object({
      template: z.object({
        spec: z.object({
          terminationGracePeriodSeconds: z.literal(STOP_SECONDS),
          securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.literal(1000) }),
          containers: z.tuple([
            z.object({
              ports: z.array(z.object({ name: z.string(), containerPort: z.int() })),
              startupProbe: probe,
              livenessProbe: probe,
              readinessProbe: probe,
              securityContext: z.object({ readOnlyRootFilesystem: z.literal(true) }),
              volumeMounts: z.tuple([z.object({ mountPath: z.literal("/tmp") })]),
            }),
          ]),
        }),
      }),
    })
    .parse(ofKind("Deployment")?.spec);
  const [container] = template.spec.containers;

  test("has settings that rootcheck takes, and its ports and paths", () => {
    const [, secrets = ""] = /# (SLACK_BOT_TOKEN, .*)/.exec(text) ?? [];
    const { port, metricsPort, database } = configOf(ofKind("ConfigMap")?.data ?? {}, secrets.split(", "));
    expect(database.kind).toBe("postgres");
    expect(container.ports).toEqual([
      { name: "http", containerPort: port },
      { name: "metrics", containerPort: metricsPort },
    ]);
    const { startupProbe, livenessProbe, readinessProbe } = container;
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path)).toEqual([
      ...["/healthz", "/healthz", "/readyz"],
    ]);
  });

  test("says one name everywhere", () => {
    const labels = { "app.kubernetes.io/name": "rootcheck" };
    expect(ofKind("Deployment")).toMatchObject({
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
    });
    expect(ofKind("Service")).toMatchObject({ spec: { selector: labels } });
    expect(ofKind("PodDisruptionBudget")).toMatchObject({ spec: { selector: { matchLabels: labels } } });
    expect(new Set(documents.map(({ metadata }) => metadata.name))).toEqual(new Set(["rootcheck"]));
  });
});

test("the ECS task definition has settings that rootcheck takes, and time to stop", () => {
  const [, json = ""] = /```json\n(.*?)```/s.exec(readFileSync("docs/operations.md", "utf8")) ?? [];
  const named = z.array(z.object({ name: z.string(), value: z.string().optional() }));
  const { containerDefinitions } = z
    .object({
      containerDefinitions: z.tuple([
        z.object({ stopTimeout: z.literal(STOP_SECONDS), environment: named, secrets: named }),
      ]),
    })
    .parse(JSON.parse(json));
  const [{ environment, secrets }] = containerDefinitions;
  const given = Object.fromEntries(environment.map(({ name, value }) => [name, value ?? ""]));
  const config = configOf(
    given,
    secrets.map(({ name }) => name),
  );
  expect(config.database.kind).toBe("postgres");
});
