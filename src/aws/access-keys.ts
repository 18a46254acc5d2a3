import {
  type AccessKeyMetadata,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
} from "@aws-sdk/client-iam";
import { known, type Read } from "../domain/read.ts";
import type { RootAccessKey } from "../domain/root-facts.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

const CALL = "iam:ListAccessKeys";

/** By root session: each of root's keys by its id, with its last use. */
export function readAccessKeys(reading: Reading): Promise<Read<readonly RootAccessKey[]>> {
  const { iam, rung, call } = reading;
  return attempt(CALL, rung, async () => {
    const answer = await call(CALL, () => iam.send(new ListAccessKeysCommand({})));
    const keys = await Promise.all((answer.AccessKeyMetadata ?? []).map((key) => keyOf(reading, key)));
    return known(keys, originOf(reading, CALL, "AccessKeyMetadata", answer));
  });
}

async function keyOf(
  reading: Reading,
  { AccessKeyId, Status, CreateDate }: AccessKeyMetadata,
): Promise<RootAccessKey> {
  const lastUsed = AccessKeyId ? await lastUseOf(reading, AccessKeyId) : undefined;
  return {
    ...(AccessKeyId && { id: AccessKeyId }),
    status: Status === "Active" ? "active" : "inactive",
    ...(CreateDate && { createdAt: CreateDate }),
    ...(lastUsed && { lastUsed }),
  };
}

/** A last use that cannot be read leaves the key itself alone. */
async function lastUseOf(
  { iam, call, log }: Reading,
  AccessKeyId: string,
): Promise<RootAccessKey["lastUsed"]> {
  try {
    const command = new GetAccessKeyLastUsedCommand({ AccessKeyId });
    const { AccessKeyLastUsed: use } = await call("iam:GetAccessKeyLastUsed", () => iam.send(command));
    if (!use?.LastUsedDate) return undefined;
    const [service, region] = [use.ServiceName, use.Region].map((word) =>
      word === "N/A" ? undefined : word,
    );
    return { at: use.LastUsedDate, ...(service && { service }), ...(region && { region }) };
  } catch (error) {
    log.warn({ err: error }, "The last use of a root access key could not be read");
    return "unread";
  }
}
