import {
  type AccessKeyMetadata,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  type ListAccessKeysCommandInput,
  NoSuchEntityException,
} from "@aws-sdk/client-iam";
import type { AccessKey } from "../domain/access-key.ts";
import { known, type Read } from "../domain/read.ts";
import type { RootAccessKey } from "../domain/root-facts.ts";
import { pagesOf } from "./pages.ts";
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

/**
 * A user's keys by their ids. What a credential report knows of a key's use is taken from there: a key is recognized
 * by the second in which it was made, unless two were made in the same. A user who is gone has none.
 */
export function readAccessKeysOf(
  reading: Reading,
  { user, reported }: { readonly user: string; readonly reported: readonly RootAccessKey[] },
): Promise<Read<readonly AccessKey[]>> {
  return attempt(CALL, reading.rung, async () => {
    const listed = await unlessGone(listKeys(reading, { UserName: user }));
    const keys = await Promise.all(
      listed.map(async (key): Promise<AccessKey> => {
        const made = secondOf(key.CreateDate);
        const [shown, ...others] = reported.filter(({ createdAt }) => made && secondOf(createdAt) === made);
        const twins = listed.filter(({ CreateDate }) => secondOf(CreateDate) === made);
        const isSure = shown && others.length === 0 && twins.length === 1;
        return { user, ...(isSure ? { ...partsOf(key), ...lastUseIn(shown) } : await keyOf(reading, key)) };
      }),
    );
    return known(keys, originOf(reading, CALL, "AccessKeyMetadata"));
  });
}

async function listKeys(
  { iam, call }: Reading,
  whose: Pick<ListAccessKeysCommandInput, "UserName">,
): Promise<readonly AccessKeyMetadata[]> {
  const ask = (Marker: string | undefined) =>
    call(CALL, () => iam.send(new ListAccessKeysCommand({ ...whose, ...(Marker && { Marker }) })));
  const pages = await Array.fromAsync(pagesOf(ask, ({ IsTruncated, Marker }) => (IsTruncated ? Marker : "")));
  return pages.flatMap(({ AccessKeyMetadata = [] }) => AccessKeyMetadata);
}

async function unlessGone(
  listed: Promise<readonly AccessKeyMetadata[]>,
): Promise<readonly AccessKeyMetadata[]> {
  try {
    return await listed;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return [];
    throw error;
  }
}

function secondOf(date: Date | undefined): number | undefined {
  return date && Math.floor(date.getTime() / 1000);
}

function lastUseIn({ lastUsed }: RootAccessKey): Pick<RootAccessKey, "lastUsed"> {
  return lastUsed ? { lastUsed } : {};
}

async function keyOf(reading: Reading, key: AccessKeyMetadata): Promise<RootAccessKey> {
  const lastUsed = key.AccessKeyId ? await lastUseOf(reading, key.AccessKeyId) : undefined;
  return { ...partsOf(key), ...(lastUsed && { lastUsed }) };
}

function partsOf({ AccessKeyId, Status, CreateDate }: AccessKeyMetadata): RootAccessKey {
  return {
    ...(AccessKeyId && { id: AccessKeyId }),
    status: Status === "Active" ? "active" : "inactive",
    ...(CreateDate && { createdAt: CreateDate }),
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
    log.warn({ err: error }, "The last use of an access key could not be read");
    return "unread";
  }
}
