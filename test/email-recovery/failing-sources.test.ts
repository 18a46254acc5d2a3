import { describe, expect, test } from "vitest";
import { createRootEmailReader } from "../../src/aws/root-email/index.ts";
import type { AwsConfig } from "../../src/config.ts";
import { bareAccount } from "../../src/domain/account.ts";
import { type EmailSourceId, emailSourceIds } from "../../src/email-recovery/email-reader.ts";
import { emailSources } from "../../src/email-recovery/index.ts";
import { rank } from "../../src/email-recovery/rank.ts";
import type { Fault } from "../../src/local-aws/faults.ts";
import type { LocalOrganization } from "../../src/local-aws/organization.ts";
import { recoveredEmailMessage } from "../../src/slack/views/recovered-email.ts";
import { type AwsOptions, impatientClients, startReadingAws } from "../aws/support.ts";
import { HOME, MEMBER, START, sampleOrganization } from "../local-aws/support.ts";
import { spoken } from "../support/conversation.ts";

const OUTSIDE = "800000000008";
const account = bareAccount(OUTSIDE, "aws");

/** An account outside the organization that lets rootcheck in and has a bit of everything: none of it is certain. */
function organizationWith(): LocalOrganization {
  const submitted = {
    ...{ submittedBy: "root@outside.example", createdAt: new Date(START.getTime() - 86_400_000) },
    ...{ subject: "", isResolved: true, copied: [], letters: [] },
  };
  const made = sampleOrganization({
    delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com", "account.amazonaws.com"] }],
    member: { buckets: [{ name: "assets-1" }] },
  });
  const member = made.accounts.get(MEMBER);
  if (!member) throw new Error("The sample has a member.");
  const roles = member.roles.map((role) => ({ ...role, trusts: [HOME], allows: ["*:*"] }));
  const support = { hasPlan: true, cases: [submitted] };
  made.accounts.set(OUTSIDE, { ...member, id: OUTSIDE, inOrganization: false, roles, support });
  for (const { users } of made.accounts.values()) for (const user of users) user.allows = ["*:*"];
  return made;
}

/** What the message says of each source, by its title. */
async function startAsking(options: AwsOptions = {}) {
  const organization = options.aws?.organization ?? organizationWith();
  const reading = await startReadingAws({ ...options, aws: { organization } });
  // The ceilings would make this wait, and are tested where they are kept.
  const readSightings = createRootEmailReader({ ...reading, call: (_name, send) => send() });
  const tools = { reader: { readSightings }, now: () => START, others: [] };
  const wanted = { account, purpose: "look-up-1", signal: new AbortController().signal };

  async function said(faults: readonly Fault[] = []): Promise<readonly (readonly [EmailSourceId, string])[]> {
    reading.aws.setFaults(faults);
    const asked = await Promise.all(
      emailSources.map(async (source) => ({ ...source, answer: await source.ask(tools, wanted) })),
    );
    const clues = asked.flatMap(({ answer }) => (answer.answered ? answer.clues : []));
    const recovered = { account, asked, ranking: rank({ clues, fragments: [] }) };
    const lines = spoken(recoveredEmailMessage(recovered, START).blocks).split("\n");
    return asked.map(({ id, title }) => {
      const line = lines.find((each) => each.includes(`: ${title}: `)) ?? "";
      return [id, line.slice(line.indexOf(title) + title.length + 2)] as const;
    });
  }
  return said;
}

const MENDS = {
  organizations: "Allow organizations:DescribeAccount to rootcheck, in the management account",
  "primary-email": "It answers about members only: if this is one, allow account:GetPrimaryEmail",
  "support-cases": "Allow support:DescribeCases and support:DescribeCommunications to rootcheck's role",
  "owner-names": "AWS retired these names in November 2025, so there is nothing to open",
  contacts: "Allow account:GetAlternateContact to rootcheck",
} as const satisfies Record<EmailSourceId, string>;

const CALLS = {
  organizations: "organizations:DescribeAccount",
  "primary-email": "account:GetPrimaryEmail",
  "support-cases": "support:DescribeCases",
  "owner-names": "s3:ListBuckets",
  contacts: "account:GetAlternateContact",
} as const satisfies Record<EmailSourceId, string>;

const WAYS = [
  { kind: "throttled", says: /: ask again in a minute\.$/ },
  { kind: "cut", says: /^ECONNRESET\. See that rootcheck reaches AWS/ },
  { kind: "http-500", says: /^HTTP 500\. See that rootcheck reaches AWS/ },
  { kind: "nonsense", says: /\. Ask again; the answer was not one that rootcheck understands\.$/ },
] as const;

describe("however it fails, a source says why and takes no other answer with it:", () => {
  test("by AWS taking too long, each of itself", async () => {
    const said = await startAsking({ clients: (url) => impatientClients(url, 300) });
    const slow = { kind: "slow", times: 20, delayMs: 900 } as const;
    const lines = await said(Object.values(CALLS).map((call) => ({ call, ...slow })));
    for (const [id, line] of lines)
      expect(line, id).toBe("ETIMEDOUT. See that rootcheck reaches AWS from where it runs, and ask again.");
  });

  test.each(emailSourceIds)("%s", async (broken) => {
    const call = CALLS[broken];
    const said = await startAsking();
    const whole = await said();
    const fault = { call, times: 20 } as const;
    const refused = await said([{ ...fault, kind: "access-denied" }]);
    expect(refused).toEqual(whole.map(([id, line]) => [id, id === broken ? expect.any(String) : line]));
    expect(new Map(refused).get(broken)).toContain(`is not allowed. ${MENDS[broken]}`);
    for (const { kind, says } of WAYS) {
      const lines = await said([{ ...fault, kind }]);
      expect(lines, kind).toEqual(whole.map(([id, line]) => [id, id === broken ? expect.any(String) : line]));
      expect(new Map(lines).get(broken), kind).toMatch(says);
    }
  });
});

const ON = "aws organizations enable-aws-service-access --service-principal account.amazonaws.com";
const ROLE = "the role is missing or may not be assumed (sts:AssumeRole). ";

interface Way {
  readonly what: string;
  readonly change?: (organization: LocalOrganization) => void;
  readonly config?: Partial<AwsConfig>;
  /** What is said otherwise than before, by source. */
  readonly says: Partial<Record<EmailSourceId, string>>;
}

const ways: readonly Way[] = [
  {
    what: "no Support plan",
    change: ({ accounts }) => Object.assign(accounts.get(OUTSIDE)?.support ?? {}, { hasPlan: false }),
    says: { "support-cases": "use this service. Cases can be read under a Business Support+, Enterprise or" },
  },
  {
    what: "no organization",
    change: ({ accounts }) => {
      for (const each of accounts.values()) each.inOrganization = false;
    },
    says: {
      organizations: "An account that is in no organization is not known there",
      "primary-email":
        "it needs an organization. There is nothing to open: AWS tells this of member accounts",
    },
  },
  {
    what: "no trusted access",
    change: (organization) => Object.assign(organization, { trustedAccess: ["iam.amazonaws.com"] }),
    says: { "primary-email": ON },
  },
  {
    what: "no trusted access, and no role in the account either",
    change: (organization) => {
      Object.assign(organization, { trustedAccess: ["iam.amazonaws.com"] });
      Object.assign(organization.accounts.get(OUTSIDE) ?? {}, { roles: [] });
    },
    says: {
      "primary-email": ON,
      "support-cases": `${ROLE}Cases are the account's own: put rootcheck's member role into it`,
      "owner-names": `${ROLE}AWS retired these names`,
      contacts: ON,
    },
  },
  {
    what: "no home role",
    config: { homeRole: "arn:aws:iam::100000000001:role/none" },
    says: {
      organizations: "Have the trust policy of ROOTCHECK_HOME_ROLE name the credentials",
      "primary-email": "ROOTCHECK_HOME_ROLE: the role is missing or may not be assumed",
      "support-cases": "Have the trust policy of ROOTCHECK_HOME_ROLE name the credentials",
      "owner-names": "Have the trust policy of ROOTCHECK_HOME_ROLE name the credentials",
      contacts: "Have the trust policy of ROOTCHECK_HOME_ROLE name the credentials",
    },
  },
];

test.each(ways)("with $what, whoever is concerned says so, and nobody else", async (way) => {
  const whole = await (await startAsking())();
  const organization = organizationWith();
  way.change?.(organization);
  const said = await startAsking({ aws: { organization }, ...(way.config && { config: way.config }) });
  for (const [index, [id, line]] of (await said()).entries())
    expect(line, id).toContain(way.says[id] ?? whole[index]?.[1]);
});
