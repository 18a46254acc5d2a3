import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { organization } from "../../src/local-aws/organization.ts";
import { awsQuotas } from "../../src/local-aws/quotas.ts";
import { startLocalAws } from "../../src/local-aws/start.ts";

/**
 * A local AWS with a generated organization, as a process of its own: forked with its settings as JSON. Says where it
 * is, and answers every message with the calls since the last one.
 */

export interface AwsSettings {
  readonly accounts: number;
  readonly latencyMs: number;
  /** Calls a second that it takes, over all operations; if absent, what AWS has published of each. */
  readonly perSecond?: number;
}

export interface AwsAddress {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const { accounts, latencyMs, perSecond }: AwsSettings = JSON.parse(process.argv[2] ?? "{}");
const generated = generateOrganization({ accounts, seed: 20_261_122 });
const aws = await startLocalAws({
  organization: organization(generated.organization),
  latencyMs,
  logCalls: false,
  ceilings: perSecond ? [{ call: "*", perSecond, burst: perSecond, per: "all" }] : awsQuotas,
});

process.on("message", () => {
  process.send?.(aws.counts());
  aws.clearCalls();
});
process.on("disconnect", () => process.exit(0));
process.send?.({ url: aws.url, ...generated.credentials } satisfies AwsAddress);
