import { ListUsersCommand } from "@aws-sdk/client-iam";
import { known, type Read } from "../domain/read.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

const CALL = "iam:ListUsers";
/** As many as IAM gives at once: the usual limit of an account takes five pages. */
const A_PAGE = 1000;

/** The names of an account's users. */
export function readUserNames(reading: Reading): Promise<Read<readonly string[]>> {
  const { iam, rung, call } = reading;
  return attempt(CALL, rung, async () => {
    const ask = (Marker: string | undefined) =>
      call(CALL, () => iam.send(new ListUsersCommand({ MaxItems: A_PAGE, ...(Marker && { Marker }) })));
    const pages = await Array.fromAsync(
      pagesOf(ask, ({ IsTruncated, Marker }) => (IsTruncated ? Marker : undefined)),
    );
    const names = pages.flatMap(({ Users = [] }) => Users.flatMap(({ UserName }) => UserName ?? []));
    return known(names, originOf(reading, CALL, "Users[].UserName"));
  });
}
