import fc from "fast-check";
import { known, type Origin, type Read, type UnreadableCode, unread } from "../../src/domain/read.ts";
import type { RootAccessKey, RootFacts } from "../../src/domain/root-facts.ts";
import { readAt, sampleAccount } from "../support/root-facts.ts";

const codes: readonly UnreadableCode[] = [
  "access-denied",
  "denied-by-scp",
  "feature-off",
  "throttled",
  "report-not-ready",
  "not-in-partition",
  "missing-in-answer",
  "unexpected-answer",
  "unreachable",
];

const origin: Origin = { call: "iam:GetAccountSummary", field: "SummaryMap", rung: "member role", readAt };
const anyDate = fc.date({ noInvalidDate: true, min: new Date("2006-01-01"), max: new Date("2030-01-01") });

/** A value, or any reason why there is none. */
function anyRead<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Read<T>> {
  return fc.oneof(
    value.map((one) => known(one, origin)),
    fc
      .record({
        code: fc.constantFrom(...codes),
        call: fc.constantFrom("iam:GetAccountSummary", "sts:AssumeRole"),
        detail: fc.string(),
      })
      .map(unread),
  );
}

const anyKey: fc.Arbitrary<RootAccessKey> = fc.record(
  {
    id: fc
      .string({ unit: fc.constantFrom(..."ABCXYZ234567"), minLength: 16, maxLength: 16 })
      .map((id) => `AKIA${id}`),
    status: fc.constantFrom("active", "inactive"),
    createdAt: anyDate,
    lastUsed: fc.record({ at: anyDate, service: fc.string() }, { requiredKeys: ["at"] }),
  },
  { requiredKeys: ["status"] },
);

/** Facts in every combination, those that AWS would not give together included. */
export const anyRootFacts: fc.Arbitrary<RootFacts> = fc.record({
  account: fc.constant(sampleAccount),
  passwordPresent: anyRead(fc.boolean()),
  mfaEnabled: anyRead(fc.boolean()),
  accessKeysPresent: anyRead(fc.boolean()),
  accessKeys: anyRead(fc.array(anyKey, { maxLength: 2 })),
  centralCredentialsManagement: anyRead(fc.boolean()),
});
