import { type Import, importsOf, type SourceFile } from "./imports.ts";

/** What the files of one folder, or one file at the top, may import beside each other. */
interface Row {
  /** Folders and files. */
  readonly may?: readonly string[];
  /** Folders and files of which types alone may be imported. */
  readonly types?: readonly string[];
  /** Packages; one that ends in a slash stands for all under it. */
  readonly packages?: readonly string[];
}

const USE_CASES = [
  "access-keys",
  "accounts",
  "audit",
  "audit-log",
  "canonical-ids",
  "digests",
  "email-recovery",
  "findings",
  "history",
  "outbox",
  "watches",
];

/** What a use case may import; its own ports are in its own folder. */
const useCase: Row = {
  may: ["domain", "checks", "access", "store"],
  packages: ["croner", "csv-parse", "csv-stringify"],
};

/** Who may import whom. */
const table: Readonly<Record<string, Row>> = {
  domain: {},
  checks: { may: ["domain"], packages: ["fuse.js"] },
  access: { may: ["domain"], packages: ["fuse.js"] },
  "root-tasks": { may: ["domain"], packages: ["minisearch"] },
  store: { may: ["domain"], packages: ["pg", "@electric-sql/pglite"] },
  accounts: { ...useCase, packages: ["fuse.js"] },
  "access-keys": {
    ...useCase,
    may: [...(useCase.may ?? []), "accounts/account-source.ts", "outbox"],
    types: ["accounts"],
    packages: [...(useCase.packages ?? []), "p-queue"],
  },
  audit: {
    ...useCase,
    may: [...(useCase.may ?? []), "accounts/account-source.ts", "outbox"],
    types: ["accounts", "findings"],
    packages: [...(useCase.packages ?? []), "p-queue"],
  },
  "audit-log": useCase,
  findings: {
    ...useCase,
    may: [...(useCase.may ?? []), "accounts/account-source.ts", "outbox"],
    types: ["audit"],
  },
  "canonical-ids": { ...useCase, types: ["accounts"] },
  "email-recovery": {
    ...useCase,
    may: [...(useCase.may ?? []), "accounts/account-source.ts"],
    types: ["accounts"],
  },
  digests: {
    ...useCase,
    may: [...(useCase.may ?? []), "audit/request-audit.ts", "history", "outbox"],
    types: ["audit"],
  },
  history: useCase,
  watches: {
    ...useCase,
    may: [...(useCase.may ?? []), "audit/request-audit.ts", "digests/schedule.ts", "outbox"],
    types: ["audit"],
    packages: [...(useCase.packages ?? []), "standardwebhooks"],
  },
  outbox: { may: ["domain", "store"], packages: ["csv-stringify"] },
  aws: {
    may: [
      "domain",
      "access-keys/key-reader.ts",
      "accounts/account-source.ts",
      "audit/account-reader.ts",
      "audit/organization-reader.ts",
      "canonical-ids/canonical-reader.ts",
      "email-recovery/email-reader.ts",
    ],
    packages: ["@aws-sdk/", "@smithy/", "csv-parse", "limiter", "p-queue"],
  },
  jobs: { may: ["domain", "store", ...USE_CASES], packages: ["pg-boss"] },
  slack: {
    may: ["domain", ...USE_CASES, "checks", "root-tasks", "access"],
    packages: ["@slack/", "fuse.js", "echarts", "@resvg/resvg-js", "limiter"],
  },
  operations: {
    may: ["domain", "store"],
    // What happens is counted in the words of those who do it.
    types: [
      "audit/read-scope.ts",
      "audit/run-audit.ts",
      "aws/attempts.ts",
      "digests/settle.ts",
      "slack/calls.ts",
      "slack/deliveries.ts",
    ],
    packages: ["prom-client"],
  },
  "local-aws": { types: ["domain"], packages: ["@aws-sdk/", "@smithy/", "fast-xml-parser"] },
  "local-slack": { types: ["domain"], packages: ["@slack/", "ws", "yaml"] },
  playground: {
    may: ["app.ts", "local-aws", "local-slack", "config.ts"],
    packages: ["csv-parse", "react", "react-dom", "vite", "slack-blocks-to-jsx", "yaml"],
  },
  wiring: {
    may: ["domain", "checks", "access", "store", ...USE_CASES, "aws", "jobs", "slack", "operations"],
  },
  "app.ts": { may: ["wiring", "domain", "findings", "slack", "operations"] },
  cli: {
    may: [
      ...[
        "domain",
        "store",
        "audit-log",
        "findings/owners.ts",
        "config.ts",
        "config-faults.ts",
        "config-files.ts",
        "wiring/doctor.ts",
      ],
      // What the policies are made from.
      ...["aws/calls.ts", "aws/statements.ts"],
    ],
    packages: ["yaml"],
  },
  "main.ts": { may: ["app.ts", "config-files.ts", "domain"] },
  "config-files.ts": { may: ["config.ts", "config-faults.ts", "findings/owners.ts"] },
  "config.ts": { may: ["domain", "config-faults.ts", "config-settings.ts"] },
  "config-faults.ts": { may: ["domain", "config-settings.ts"] },
  "config-settings.ts": { may: ["domain", "config-values.ts"] },
  "config-values.ts": { may: ["domain"] },
  "log.ts": { may: ["domain"], packages: ["pino"] },
  "clock.ts": {},
};

const everyone = { may: ["clock.ts", "log.ts"], types: ["config.ts"], packages: ["node:", "zod"] } as const;

/** The folder that a file is in, or the file itself at the top. */
export function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

/** Every import that the table does not allow, as "who imports what". */
export function violationsIn(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const row = table[roomOf(file.path)];
    if (!row) return [`${file.path} has no row in the table`];
    return importsOf(file)
      .filter((imported) => !isAllowed(imported, roomOf(file.path), row))
      .map(({ target, typesOnly }) => `${file.path} imports ${typesOnly ? "types of " : ""}${target}`);
  });
}

function isAllowed({ target, isPackage, typesOnly }: Import, room: string, row: Row): boolean {
  if (isPackage) return [...everyone.packages, ...(row.packages ?? [])].some((name) => isOf(target, name));
  if (roomOf(target) === room) return true;
  const may = [...everyone.may, ...(row.may ?? [])];
  const types = typesOnly ? [...everyone.types, ...(row.types ?? [])] : [];
  return [...may, ...types].some((name) => isOf(target, name));
}

function isOf(target: string, name: string): boolean {
  return target === name || target.startsWith(/[/:]$/.test(name) ? name : `${name}/`);
}
