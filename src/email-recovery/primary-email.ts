import { certainly } from "./certainly.ts";
import { answerFrom, type EmailSource } from "./source.ts";

/** Account Management knows the address of every member, a change that was just made included. */
export const primaryEmail: EmailSource = {
  id: "primary-email",
  title: "Account API",
  call: "account:GetPrimaryEmail",
  ask: async ({ reader }, { signal, ...wanted }) =>
    answerFrom(await reader.readSightings({ source: "primary-email", ...wanted }, signal), {
      opens: primaryEmail.opens,
      found: (given) => certainly(given, primaryEmail.id),
    }),
  opens: ({ code, call }) => {
    if (code !== "feature-off")
      return "It answers about members only: if this is one, allow account:GetPrimaryEmail to rootcheck, in the management account or as a delegated administrator for account.amazonaws.com.";
    return call === primaryEmail.call
      ? "Turn trusted access on: aws organizations enable-aws-service-access --service-principal account.amazonaws.com"
      : "There is nothing to open: AWS tells this of member accounts alone.";
  },
};
