import { describe, test } from "vitest";
import type { DeployedRole, Sid } from "../../../src/aws/statements.ts";
import {
  accountIn,
  type Break,
  expectOneLine,
  HOME,
  MANAGEMENT,
  MEMBERS,
  rightsOf,
  roleIn,
} from "./support.ts";

const ALL: readonly DeployedRole[] = ["home", "member", "management"];

/** Puts the roles' policies in place again, without some statement. */
function leaveOff(sid: Sid, roles: readonly DeployedRole[] = ALL): Break["how"] {
  return {
    breakIt: (given) => {
      const without = (role: DeployedRole) => rightsOf(role, roles.includes(role) ? [sid] : []);
      roleIn(given, HOME, "rootcheck").allows = without("home");
      roleIn(given, MANAGEMENT).allows = without("management");
      for (const id of MEMBERS) roleIn(given, id).allows = without("member");
    },
  };
}

const everywhere = /in the home account \(200000000002\), member-1 \(300000000003\), the management account/;

const leftOff: readonly Break[] = [
  {
    what: "access keys",
    how: leaveOff("KnowTheAccessKeys"),
    subject: "Access keys",
    verdict: "off",
    found: everywhere,
    mend: /KnowTheAccessKeys in place \(AccessKeys=yes where.*deploy\/home\/access-keys.json\n.*deploy\/member\/access-keys.json\n.*deploy\/management\/access-keys.json/s,
  },
  {
    what: "administrators, in members",
    how: leaveOff("KnowWhoAdministers", ["member"]),
    subject: "Administrators",
    verdict: "off",
    found: /Left off in member-1 \(300000000003\), so/,
    mend: /of each account, .*KnowWhoAdministers in place \(Administrators=yes where.*\n[^\n]*deploy\/member\/administrators.json$/s,
  },
  {
    what: "canonical ids, at home",
    how: leaveOff("KnowCanonicalIds", ["home"]),
    subject: "Canonical ids",
    verdict: "off",
    found: /Left off in the home account \(200000000002\), so/,
    mend: /KnowCanonicalIds.*deploy\/home\/buckets.json$/s,
  },
  {
    what: "Support cases",
    how: leaveOff("KnowWhoWritesToSupport"),
    subject: "Support cases",
    verdict: "off",
    found: everywhere,
    mend: /KnowWhoWritesToSupport/,
  },
  {
    what: "a Support plan",
    how: {
      breakIt: (given) => {
        for (const id of [HOME, ...MEMBERS]) accountIn(given, id).support.hasPlan = false;
      },
    },
    subject: "Support cases",
    verdict: "off",
    found: /^the home account \(200000000002\), member-1 \(300000000003\): no Support plan/,
  },
];

describe("left off by choice", () => {
  test.each(leftOff)("$what", expectOneLine);
});
