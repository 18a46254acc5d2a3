import { expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { permitted } from "../../src/slack/handler.ts";

test("who is refused is logged, however little else is", async () => {
  const lines: string[] = [];
  const log = createLog("error", { write: (line) => lines.push(line) });
  const access = { mayAct: async () => ({ allowed: false, why: "no-role", whoCan: [] }) as const };
  const refused = await permitted(
    { useCases: { access }, log },
    { user: "U1", needs: "operator", work: async () => "done", instead: () => "refused" },
  );
  expect(refused).toBe("refused");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: "Refused", user: "U1", needs: "operator", why: "no-role" },
  ]);
});
