import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, it, onTestFinished } from "vitest";

/** Starts local-aws as a process and gives the variables that it prints. */
async function printedBy(organization: string): Promise<Map<string, string>> {
  const child = spawn(process.execPath, [
    "src/local-aws/main.ts",
    "--port",
    "0",
    "--organization",
    organization,
  ]);
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  });
  const variables = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [name = "", value = ""] = line.split(/=(.*)/);
    variables.set(name, value);
    if (name === "AWS_SECRET_ACCESS_KEY") break;
  }
  return variables;
}

async function identityBy(variables: Map<string, string>) {
  const sts = new STSClient({
    endpoint: variables.get("AWS_ENDPOINT_URL") ?? "",
    region: variables.get("AWS_REGION") ?? "",
    credentials: {
      accessKeyId: variables.get("AWS_ACCESS_KEY_ID") ?? "",
      secretAccessKey: variables.get("AWS_SECRET_ACCESS_KEY") ?? "",
      sessionToken: variables.get("AWS_SESSION_TOKEN") ?? "",
    },
  });
  return sts.send(new GetCallerIdentityCommand({}));
}

it("serves the playground's organization with the variables that it prints", async () => {
  const variables = await printedBy("src/playground/rehearsal.ts");
  expect(await identityBy(variables)).toMatchObject({
    Arn: expect.stringMatching("arn:aws:sts::200000000002:assumed-role/rootcheck-host/"),
  });
  expect(variables.get("ROOTCHECK_HOME_ROLE")).toBe("arn:aws:iam::200000000002:role/rootcheck");
});

it("serves an organization from a JSON file, of any partition", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "local-aws-")), "organization.json");
  const specification = {
    id: "o-fromjson01",
    partition: "aws-us-gov",
    managementAccount: "100000000001",
    accounts: [{ id: "100000000001", name: "management", users: [{ name: "owner" }] }],
    callers: [{ accessKeyId: "AKIAJSON", secretAccessKey: "secret", account: "100000000001", user: "owner" }],
  };
  await writeFile(file, JSON.stringify(specification));
  const variables = await printedBy(file);
  expect(variables.get("AWS_REGION")).toBe("us-gov-west-1");
  expect(await identityBy(variables)).toMatchObject({ Arn: "arn:aws-us-gov:iam::100000000001:user/owner" });
});

it("says what it needs where no organization is named", async () => {
  const child = spawn(process.execPath, ["src/local-aws/main.ts"]);
  const [line] = await once(createInterface(child.stderr), "line");
  const [code] = await once(child, "exit");
  expect([line, code]).toEqual([expect.stringContaining("--organization"), 64]);
});
