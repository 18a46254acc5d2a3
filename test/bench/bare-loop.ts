import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import PQueue from "p-queue";

/**
 * What the audit is measured against: the same calls by the bare SDK, at the same concurrency, over the same kind of
 * agent and with the same retries, and nothing else: nothing is judged, stored or told. Prints milliseconds.
 */

const concurrency = Number(process.argv[2]);
const requestHandler = new NodeHttpHandler({
  httpsAgent: { keepAlive: true, maxSockets: concurrency * 2 },
  httpAgent: { keepAlive: true, maxSockets: concurrency * 2 },
});
const shared = { requestHandler, retryMode: "adaptive", maxAttempts: 10 } as const;
const sts = new STSClient(shared);
const organizations = new OrganizationsClient(shared);

/** Reports that AWS was still making: asked for again at the end. */
const pending: (() => Promise<unknown>)[] = [];

async function* everyAccount() {
  let NextToken: string | undefined;
  do {
    const page = await organizations.send(
      new ListAccountsCommand({ MaxResults: 20, ...(NextToken && { NextToken }) }),
    );
    yield* page.Accounts ?? [];
    NextToken = page.NextToken;
  } while (NextToken);
}

async function clientOf(id: string): Promise<IAMClient | undefined> {
  const RoleArn = `arn:aws:iam::${id}:role/rootcheck-audit`;
  try {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "bare" }));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    return new IAMClient({
      ...shared,
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
    });
  } catch (error) {
    fail(error);
    return undefined;
  }
}

async function read(id: string): Promise<void> {
  const iam = await clientOf(id);
  if (!iam) return;
  const { SummaryMap: summary = {} } = await iam.send(new GetAccountSummaryCommand({}));
  if (summary.AccountMFAEnabled)
    await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned" }));
  if (!summary.AccountPasswordPresent && !summary.AccountAccessKeysPresent) return;
  const { State } = await iam.send(new GenerateCredentialReportCommand({}));
  const fetchReport = () => iam.send(new GetCredentialReportCommand({}));
  if (State === "COMPLETE") await fetchReport();
  else pending.push(fetchReport);
}

const started = performance.now();
const queue = new PQueue({ concurrency });
for await (const { Id, State } of everyAccount()) {
  if (Id && State === "ACTIVE") queue.add(() => read(Id)).catch(fail);
}
await queue.onIdle();
if (pending.length > 0) await new Promise((resolve) => setTimeout(resolve, 2_500));
await Promise.all(pending.map((fetchReport) => queue.add(fetchReport)));
process.send?.(performance.now() - started);
process.disconnect();

/** Some accounts of the organization do not let themselves be read, which is what the audit meets too. */
function fail(error: unknown): void {
  if (error instanceof Error && error.name === "AccessDenied") return;
  console.error(error);
  process.exit(1);
}
