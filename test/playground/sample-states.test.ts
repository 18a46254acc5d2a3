import { describe, expect, it } from "vitest";
import type { LocalAccount } from "../../src/local-aws/account.ts";
import { isWhole } from "../../src/playground/changes/access.ts";
import { isMemberRole } from "../../src/playground/sample-accounts/account.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { NAMES } from "./sample-truth.ts";

describe("every state of root is somebody's", () => {
  const NOW = new Date("2026-11-22T10:00:00Z");
  const accounts = [...sampleOrganization(NOW).accounts.values()].filter(
    ({ inOrganization }) => inOrganization,
  );

  /** How many days ago that was. */
  const days = (date: Date | undefined) => (NOW.getTime() - (date?.getTime() ?? 0)) / 86_400_000;
  /** The account's devices by kind, such as `virtual virtual`. */
  const devices = ({ root }: LocalAccount) => root.mfaDevices.map(({ kind }) => kind).join(" ");
  /** The account's keys by status. */
  const keys = ({ root }: LocalAccount) => root.accessKeys.map(({ status }) => status).join(" ");
  const isActive = ({ state }: LocalAccount) => state === "ACTIVE";
  const hasPassword = ({ root }: LocalAccount) => root.password !== undefined;
  const lastSignIn = ({ root }: LocalAccount) => root.password?.lastUsedAt;

  it.each<[string, (account: LocalAccount) => boolean, string[]]>([
    [
      "no credentials",
      (each) => isActive(each) && !hasPassword(each) && !keys(each) && !each.root.signingCertificates.length,
      ["security-tooling", "prod-web", "staging", "interns-playroom", NAMES.hostile, NAMES.long],
    ],
    [
      "a password without MFA",
      (each) => isActive(each) && hasPassword(each) && !devices(each),
      ["prod-ledger", "sandbox-research", "tidewater-crm", "tidewater-shop"],
    ],
    ["one virtual device", (each) => devices(each) === "virtual", ["prod-payments", "prod-data", "staging"]],
    ["one security key", (each) => devices(each) === "security-key", ["prod-risk", "ci-runners"]],
    ["one hardware token", (each) => devices(each) === "hardware-token", ["backup-vault", "finance-erp"]],
    ["two security keys", (each) => devices(each) === "security-key security-key", ["log-archive"]],
    ["two virtual devices", (each) => devices(each) === "virtual virtual", ["platform-dns"]],
    [
      "mixed devices",
      (each) => new Set(devices(each).split(" ")).size > 1,
      ["brightharbor-management", "prod-reporting", "platform-network"],
    ],
    [
      "one active key",
      (each) => keys(each) === "Active",
      ["incident-2231", "prod-payments", "prod-search", "finance-treasury"],
    ],
    ["one inactive key", (each) => keys(each) === "Inactive", ["build-pipeline"]],
    ["two keys", ({ root }) => root.accessKeys.length === 2, ["prod-checkout", "tidewater-shop"]],
    [
      "a signing certificate",
      ({ root }) => root.signingCertificates.length > 0,
      ["legacy-mail", "tidewater-shop"],
    ],
    [
      "a password never used",
      (each) => isActive(each) && hasPassword(each) && !lastSignIn(each),
      ["backup-vault", "prod-ledger"],
    ],
    [
      "used years ago, not never",
      (each) => lastSignIn(each) !== undefined && days(lastSignIn(each)) > 1_000,
      ["ci-runners"],
    ],
    [
      "used yesterday by key only",
      (each) => !hasPassword(each) && each.root.accessKeys.some(({ lastUsed }) => days(lastUsed?.at) < 1),
      ["prod-search"],
    ],
    ["used two days ago by password", (each) => days(lastSignIn(each)) === 2, ["tidewater-crm"]],
    ["suspended", ({ state }) => state === "SUSPENDED", ["closed-experiment"]],
    ["being closed", ({ state }) => state === "PENDING_CLOSURE", ["tidewater-warehouse"]],
    ["closed", ({ state }) => state === "CLOSED", ["old-website"]],
    ["not activated yet", ({ state }) => state === "PENDING_ACTIVATION", ["branch-lisbon"]],
    [
      "no member role",
      (each) => isActive(each) && !each.roles.some(isMemberRole),
      ["prod-ledger", "prod-reporting", "tidewater-crm", "tidewater-shop"],
    ],
    [
      "a member role that may not do all",
      (each) => each.roles.some(isMemberRole) && !isWhole(each),
      ["finance-erp", "finance-treasury"],
    ],
    [
      "nobody who administers it",
      (each) => isActive(each) && !each.groups.length && each.roles.every(({ policies }) => !policies.length),
      ["legacy-mail", "tidewater-crm", "tidewater-shop"],
    ],
    [
      "no security contact",
      ({ securityContact }) => !securityContact,
      ["interns-playroom", "tidewater-crm", "tidewater-shop"],
    ],
    [
      "no company or phone",
      ({ contactInformation }) => !contactInformation?.company || !contactInformation.phone,
      ["legacy-mail", "interns-playroom", "tidewater-shop"],
    ],
    [
      "a personal mailbox",
      ({ email }) => /@(gmail|hotmail)\.com$/.test(email),
      ["interns-playroom", "tidewater-shop"],
    ],
    ["a hostile name", ({ name }) => /[^\w-]/.test(name), [NAMES.hostile, NAMES.long]],
  ])("%s", (_, isSo, names) => {
    expect(accounts.filter(isSo).map(({ name }) => name)).toEqual(names);
  });

  it("nobody has had a credential report made yet", () => {
    expect(accounts.filter(({ report }) => report)).toEqual([]);
  });

  it("names are at most as long as AWS allows, and one is exactly so", () => {
    expect(Math.max(...accounts.map(({ name }) => name.length))).toBe(50);
  });

  it.each([
    ["Prod/Regulated", ["deny-root-user"]],
    ["Prod/Regulated Reporting", ["deny-root-user-but-sessions"]],
    ["Quarantine", ["quarantine"]],
  ])("the policies on %s are %j", (unit, names) => {
    const { serviceControlPolicies } = sampleOrganization(NOW);
    const attached = serviceControlPolicies.filter(({ targets }) => targets.includes(unit));
    expect(attached.map(({ name }) => name)).toEqual(names);
  });
});
