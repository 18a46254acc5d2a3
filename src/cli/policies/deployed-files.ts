import { stringify } from "yaml";
import { deployedRoles } from "../../aws/statements.ts";
import {
  denyRootUsersPolicy,
  partsOf,
  policyDocument,
  rootSessionsPolicy,
  trustDocument,
} from "./documents.ts";
import { formatJson } from "./format-json.ts";
import { roleTemplate, type Template } from "./role-template.ts";

/** What stands in the files where everybody's own differs. */
const POLICY_NAMES = { partition: "aws", memberRole: "rootcheck-audit" };
const TRUST_NAMES = { partition: "aws", homeAccount: "111122223333", homeRole: "rootcheck" };

/** The text of each file of deploy/ that is made from the table of calls, by its path there. */
export function deployedFiles(): Readonly<Record<string, string>> {
  const ofRoles = deployedRoles.flatMap((role): (readonly [string, string])[] => [
    [`${role}/role.yaml`, templateText(roleTemplate(role))],
    [`${role}/trust.json`, formatJson(trustDocument(role, TRUST_NAMES))],
    ...partsOf(role).map(
      (part) => [`${role}/${part}.json`, formatJson(policyDocument(role, part, POLICY_NAMES))] as const,
    ),
  ]);
  return {
    ...Object.fromEntries(ofRoles),
    "organization/root-sessions.json": formatJson(rootSessionsPolicy(TRUST_NAMES)),
    "organization/deny-root-users.json": formatJson(denyRootUsersPolicy()),
  };
}

/** All texts in quotes: CloudFormation reads YAML by its older rules, in which `no` and dates are no texts. */
function templateText(template: Template): string {
  const body = stringify(template, {
    ...{ lineWidth: 0, aliasDuplicateObjects: false },
    ...{ defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
  });
  return `# Made by \`npm run policies\`.\n${body}`;
}
