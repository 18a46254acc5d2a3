import { readdirSync, readFileSync } from "node:fs";
import { type PolicyDocument, policyDocument } from "../../local-aws/policy-document.ts";

/** All policies that deploy/ has for a role. */
export function deployedPolicies(role: "home" | "member" | "management"): PolicyDocument[] {
  const folder = new URL(`../../../deploy/${role}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "trust.json");
  return files.map((file) => policyDocument.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8"))));
}

/** The same documents, allowing nothing that fits the pattern. */
export function withoutActions(documents: readonly PolicyDocument[], pattern: RegExp): PolicyDocument[] {
  return documents.map(({ Statement, ...rest }) => ({
    ...rest,
    Statement: Statement.map((each) => ({
      ...each,
      Action: [each.Action ?? []].flat().filter((action) => !pattern.test(action)),
    })),
  }));
}
