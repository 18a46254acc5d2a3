import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, type ConfigFault } from "../src/config-faults.ts";
import { readConfigWithFiles } from "../src/config-files.ts";
import { emptyDirectory } from "./support/scratch.ts";

const right = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ROOTCHECK_OPERATORS: "U01" };
const WRONG = "match,owner\n*,everybody\n11122223333,U01\n";

/** The path of a file of owners with this text. */
function ownersFile(text: string): string {
  const path = join(emptyDirectory(), "owners.csv");
  writeFileSync(path, text);
  return path;
}

async function faultsIn(variables: Record<string, string>): Promise<readonly ConfigFault[]> {
  const error: unknown = await readConfigWithFiles(variables).catch((thrown: unknown) => thrown);
  return error instanceof ConfigError ? error.faults : [];
}

test.each([
  ["that has wrong lines", "", /owners\.csv.*line 2: .*everybody.*line 3: .*11122223333/],
  ["that is not there", ".gone", /owners\.csv\.gone.*cannot be read/],
])(
  "a file of owners %s is named with the settings that are wrong, in order",
  async (_what, suffix, problem) => {
    const file = `${ownersFile(WRONG)}${suffix}`;
    const faults = await faultsIn({
      ...right,
      PORT: "x",
      ROOTCHECK_OWNERS: ` ${file} `,
      ROOTCHECK_LOG_KEY: "short",
    });
    expect(faults.map(({ variable }) => variable)).toEqual(["PORT", "ROOTCHECK_OWNERS", "ROOTCHECK_LOG_KEY"]);
    expect(faults[1]?.problem).toMatch(problem);
  },
);

test("a file of owners that is right, or none, adds nothing; and right settings are read", async () => {
  const rightFile = ownersFile("match,owner\n*,U01\n");
  for (const owners of [{ ROOTCHECK_OWNERS: rightFile }, { ROOTCHECK_OWNERS: " " }, {}]) {
    const faults = await faultsIn({ ...right, ...owners, PORT: "x" });
    expect(faults.map(({ variable }) => variable)).toEqual(["PORT"]);
  }
  expect(await readConfigWithFiles({ ...right, ROOTCHECK_OWNERS: rightFile })).toMatchObject({
    owners: { file: rightFile },
  });
});
