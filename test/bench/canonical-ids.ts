import { createCaller } from "../../src/aws/caller.ts";
import { createCanonicalReader } from "../../src/aws/canonical-ids.ts";
import { createClients } from "../../src/aws/clients.ts";
import { createOrganizationReader } from "../../src/aws/organization.ts";
import { createSessions } from "../../src/aws/sessions.ts";
import { canonicalBudget } from "../../src/canonical-ids/derive.ts";
import { systemClock } from "../../src/clock.ts";
import { bareAccount } from "../../src/domain/account.ts";
import { organization } from "../../src/local-aws/organization.ts";
import { startLocalAws } from "../../src/local-aws/start.ts";
import { createLog } from "../../src/log.ts";

/**
 * Looks up the canonical ids of an account with a bucket of a million objects and of one with 25,000 buckets, with the
 * local AWS in the same process, so that what either of them piles up shows. Sends what it took.
 */

export interface LookUpCost {
  readonly seconds: number;
  /** By how much the process grew beyond what looking up a small account takes. */
  readonly megabytes: number;
  readonly found: boolean;
}

const HOME = "200000000002";
const SMALL = "300000000003";
const LARGE = { objects: "400000000004", buckets: "500000000005" } as const;
const caller = { accessKeyId: "AKIABENCH00000000001", secretAccessKey: "bench-secret" };
const roles = [{ name: "rootcheck-audit", trusts: [HOME], allows: ["s3:*"] }];
const generated = { count: 1_000_000, writers: [{ owner: SMALL, every: 100 }] };

const aws = await startLocalAws({
  latencyMs: 30,
  logCalls: false,
  organization: organization({
    id: "o-benchbench",
    managementAccount: HOME,
    callers: [{ ...caller, account: HOME, user: "rootcheck" }],
    accounts: [
      { id: HOME, name: "home", users: [{ name: "rootcheck", allows: ["*"] }] },
      { id: SMALL, name: "small", roles, buckets: [{ name: "small", objects: [{ key: "a" }] }] },
      {
        id: LARGE.objects,
        name: "a bucket",
        roles,
        buckets: [{ name: "lake", ownership: "ObjectWriter", generated }],
      },
      { id: LARGE.buckets, name: "many buckets", roles, generatedBuckets: { count: 25_000 } },
    ],
  }),
});
process.env.AWS_ENDPOINT_URL = aws.url;
process.env.AWS_REGION = "us-east-1";
process.env.AWS_ACCESS_KEY_ID = caller.accessKeyId;
process.env.AWS_SECRET_ACCESS_KEY = caller.secretAccessKey;

const call = createCaller();
const clients = await createClients(25);
const clock = systemClock;
const sessions = createSessions({ config: { memberRole: "rootcheck-audit" }, clients, call, clock });
const reading = createOrganizationReader({ call, clock, log: createLog("fatal") });
const reader = createCanonicalReader({ sessions, organization: reading, call, clock });

let peak = 0;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);

async function lookUp(id: string): Promise<LookUpCost> {
  const before = process.memoryUsage.rss();
  peak = before;
  const startedAt = performance.now();
  const wanted = { account: bareAccount(id, "aws"), budget: canonicalBudget, purpose: "bench" };
  const { list } = await reader.readCanonicalId(wanted, new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    seconds,
    megabytes: (peak - before) / 2 ** 20,
    found: list.known && list.value.ownerId !== undefined,
  };
}

for (let round = 0; round < 3; round += 1) await lookUp(SMALL);
const costs: Record<keyof typeof LARGE, LookUpCost> = {
  objects: await lookUp(LARGE.objects),
  buckets: await lookUp(LARGE.buckets),
};
clearInterval(sampling);
clients.close();
await aws.close();
process.send?.(costs);
