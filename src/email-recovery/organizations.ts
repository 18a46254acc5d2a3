import { certainly } from "./certainly.ts";
import { answerFrom, type EmailSource } from "./source.ts";

/** What Organizations says of its accounts is what they sign in with. */
export const organizations: EmailSource = {
  id: "organizations",
  title: "Organizations",
  call: "organizations:DescribeAccount",
  ask: async ({ reader }, { signal, ...wanted }) =>
    answerFrom(await reader.readSightings({ source: "organizations", ...wanted }, signal), {
      opens: organizations.opens,
      found: (given) => certainly(given, organizations.id),
    }),
  opens: ({ code }) =>
    code === "feature-off"
      ? "An account that is in no organization is not known there; of a member, its own organization knows."
      : "Allow organizations:DescribeAccount to rootcheck, in the management account or as a delegated administrator.",
};
