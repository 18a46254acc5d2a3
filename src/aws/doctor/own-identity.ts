import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { z } from "zod";
import { partitionOf } from "../account.ts";
import type { Caller } from "../caller.ts";
import type { OwnIdentity } from "../organization.ts";
import type { Home } from "../sessions.ts";

export interface IdentityAsking {
  readonly call: Caller;
  /** The host's time, which requests are signed with, whatever time the app has. */
  readonly realNow: () => Date;
  readonly onAhead?: (milliseconds: number) => void;
}

/** Whatever AWS answers, be it a refusal, says its time. */
const dated = z.object({ response: z.object({ headers: z.object({ date: z.string() }) }) });

/** The header's seconds are whole. */
const HALF_A_SECOND = 500;

/** Asks whose credentials these are, and on the way how far AWS's time is ahead: the SDK puts up with that silently. */
export async function readOwnIdentity(
  { sts }: Pick<Home, "sts">,
  { call, realNow, onAhead = () => {} }: IdentityAsking,
): Promise<OwnIdentity> {
  const command = new GetCallerIdentityCommand({});
  command.middlewareStack.add(
    (next) => async (args) => {
      const asked = realNow().getTime();
      const result = await next(args);
      const { data } = dated.safeParse(result);
      const theirs = Date.parse(data?.response.headers.date ?? "") + HALF_A_SECOND;
      if (!Number.isNaN(theirs)) onAhead(theirs - (asked + realNow().getTime()) / 2);
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  const { Account, Arn } = await call("sts:GetCallerIdentity", () => sts.send(command));
  if (!Account || !Arn) throw new Error("GetCallerIdentity answered without an account");
  return { accountId: Account, partition: partitionOf(Arn), arn: Arn };
}

/** Whether the credentials are an account's root user's, with which nothing further is done. */
export function isRoot(arn: string): boolean {
  return arn.endsWith(":root");
}
