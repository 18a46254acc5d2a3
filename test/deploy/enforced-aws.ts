import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type { PolicyDocument } from "../../src/local-aws/policy-document.ts";
import { type LocalAws, startLocalAws } from "../../src/local-aws/start.ts";
import { HOME_KEY, START } from "../local-aws/support.ts";
import { enforcedOrganization, everything, grant } from "./enforced-organization.ts";
import type { Use } from "./rounds.ts";

/** One local AWS for the tests of a file, which goes by the policies of deploy/ again before each of them. */
export function enforcedAws(): () => LocalAws {
  let aws: LocalAws | undefined;
  const started = () => {
    if (!aws) throw new Error("The local AWS has not been started.");
    return aws;
  };
  beforeAll(async () => {
    aws = await startLocalAws({
      organization: enforcedOrganization(),
      now: () => START,
      // The older answers, since they take more calls.
      switches: { paths: false, bucketRegions: false },
    });
    vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
    vi.stubEnv("AWS_REGION", "us-east-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", HOME_KEY.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", HOME_KEY.secretAccessKey);
  });
  beforeEach(() => {
    grant(started().organization, everything);
    started().clearCalls();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await aws?.close();
  });
  return started;
}

/** A right in a word: whose, and the action. */
export function named({ role, action }: Omit<Use, "isDenied">): string {
  return `${role} ${action}`;
}

/** The rights that were missing, each once. */
export function denials(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.filter(({ isDenied }) => isDenied).map(named))].toSorted();
}

/** The actions that documents name, with the part that each is of. */
export function actionsIn(documents: ReadonlyMap<string, PolicyDocument>) {
  return [...documents].flatMap(([part, { Statement }]) =>
    Statement.flatMap(({ Action = [] }) => [Action].flat()).map((action) => ({ part, action })),
  );
}
