import { GetUserCommand } from "@aws-sdk/client-iam";
import { known, type Read } from "../domain/read.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

const CALL = "iam:GetUser";

/** By root session: when the password was last used. AWS leaves the time out where it has recorded no use. */
export function readLastSignIn(reading: Reading): Promise<Read<Date | "never">> {
  const { iam, rung, call } = reading;
  return attempt(CALL, rung, async () => {
    const answer = await call(CALL, () => iam.send(new GetUserCommand({})));
    if (!answer.User) throw new Error("GetUser answered without a user");
    return known(
      answer.User.PasswordLastUsed ?? "never",
      originOf(reading, CALL, "PasswordLastUsed", answer),
    );
  });
}
