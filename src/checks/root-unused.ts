import { maskAccessKeyId } from "../domain/mask.ts";
import type { Origin, Unreadable } from "../domain/read.ts";
import type { Evidence, Fingerprint, Phrase, Verdict } from "../domain/result.ts";
import type { AccountFacts, RootAccessKey } from "../domain/root-facts.ts";
import {
  byOlderReport,
  type Check,
  type CheckPolicy,
  daysSince,
  evidenceOf,
  notApplicable,
  unknownBecause,
} from "./check.ts";
import { anyAccessKey } from "./root-access-key.ts";

/** One use of root, and in words by what: "by password". */
interface Use {
  readonly at: Date;
  readonly by: Phrase;
  readonly origin: Origin;
}

/** The uses by password or by access key, and why there may be more. */
interface Uses {
  readonly uses: readonly Use[];
  readonly evidence: readonly Evidence[];
  readonly unread?: Unreadable;
}

export const rootUnused = {
  id: "root-unused",
  title: "Root use",
  question: "Has root been left alone, by password and by access key?",
  needs: ["account", "passwordPresent", "accessKeysPresent", "accessKeys", "passwordLastUsed"],
  severity: "critical",
  evaluate(facts, policy) {
    const { passwordPresent } = facts;
    const keys = anyAccessKey(facts);
    if (passwordPresent.known && !passwordPresent.value && keys.known && !keys.value) {
      const evidence = [evidenceOf(passwordPresent), evidenceOf(keys)];
      return notApplicable("no-root-credentials", "root has neither a password nor an access key", evidence);
    }
    const ways = [usesByPassword(facts), usesByKey(facts)];
    const evidence = ways.flatMap((way) => way.evidence);
    const [newest] = ways
      .flatMap(({ uses }) => uses)
      .toSorted((one, other) => other.at.getTime() - one.at.getTime());
    const unread = ways.map((way) => way.unread).find((why) => why !== undefined);
    if (newest && daysSince(newest.at, policy) <= policy.rootUnusedDays) {
      return recent(newest, { evidence, unread, facts, policy });
    }
    if (unread) return unknownBecause(unread, evidence);
    if (!newest) return { status: "pass", summary: ["never used"], evidence };
    return {
      status: "pass",
      summary: ["last used ", { ago: newest.at }],
      detail: particulars(newest),
      evidence,
    };
  },
  remedy: {
    why:
      "Root is for the few things that nothing else may do. Every other use is either a habit that hides an intruder's, " +
      "or the intruder.",
    before: [
      "Ask now who it was. If nobody knows, treat it as a break-in: change the root password, delete root's keys, and " +
        "follow in CloudTrail what was done.",
      "If it was a habit, find out what was missing: usually an administrator other than root.",
      "Know what still needs root: the account's own e-mail address and root password (a member's address can be " +
        "changed centrally), closing an account outside an organization, giving back an administrator's lost rights, " +
        "letting IAM users see billing, some tax invoices, MFA delete on S3, GovCloud sign-up, selling reserved " +
        "instances, and help with a KMS key that nobody can manage.",
    ],
    console: [
      "Open CloudTrail, Event history, at https://console.aws.amazon.com/ in US East (N. Virginia) (in China Beijing, " +
        "in GovCloud US-West), where sign-ins as root are recorded.",
      "Filter by User name: root. Leave out events that a root session of the organization made.",
      "In IAM Identity Center, give the people who used root a permission set that does what they need.",
    ],
    commands: [
      {
        does: "In the account: what root did in the last 90 days (in China --region cn-north-1, in GovCloud us-gov-west-1)",
        run:
          "aws cloudtrail lookup-events --region us-east-1 " +
          "--lookup-attributes AttributeKey=Username,AttributeValue=root",
      },
      {
        does: "In the account: who else can administer it by the usual policy",
        run: "aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
      },
    ],
    after: [
      "Have root's next sign-in noticed at once: an alarm on it should reach a person.",
      "Root stays used until the days that ROOTCHECK_ROOT_UNUSED_DAYS sets have passed; deleting the password and the " +
        "keys of a member's root ends the question.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["2.7"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["2.6"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["1.6"] },
    { framework: "CIS AWS Foundations 3.0", ids: ["1.7"] },
  ],
} as const satisfies Check;

interface Circumstances {
  readonly evidence: readonly Evidence[];
  readonly unread: Unreadable | undefined;
  readonly facts: AccountFacts;
  readonly policy: CheckPolicy;
}

function recent(use: Use, { evidence, unread, facts, policy }: Circumstances): Verdict {
  const usual = facts.account.isManagement ? "high" : "medium";
  return {
    status: "fail",
    severity: daysSince(use.at, policy) <= 1 ? "critical" : usual,
    headline: `Root used ${howLongAgo(use.at, policy)}`,
    summary: ["last used ", { ago: use.at }],
    detail: [...particulars(use), ...(unread ? [`; not all could be read: ${unread.detail}`] : [])],
    evidence,
    fingerprint: {
      ...fingerprintOf("password", usesByPassword(facts)),
      ...fingerprintOf("access key", usesByKey(facts)),
    },
  };
}

/** AWS's reports tell uses apart by no less than this, and so may be minutes behind its direct answers. */
const DISTINCT_MILLISECONDS = 15 * 60_000;

/** The newest use in one way; nothing where a newer one may be unread. */
function fingerprintOf(way: string, { uses, unread }: Uses): Fingerprint {
  if (unread) return {};
  if (uses.length === 0) return { [way]: "never" };
  const newest = Math.max(...uses.map(({ at }) => at.getTime()));
  return { [way]: new Date(newest - (newest % DISTINCT_MILLISECONDS)).toISOString() };
}

function particulars({ at, by, origin }: Use): Phrase {
  return [...by, ", ", { day: at }, ...byOlderReport(origin)];
}

function usesByPassword({ passwordPresent, passwordLastUsed }: AccountFacts): Uses {
  if (!passwordLastUsed.known) {
    const absent = passwordPresent.known && !passwordPresent.value;
    if (absent) return { uses: [], evidence: [evidenceOf(passwordPresent)] };
    return { uses: [], evidence: [], unread: passwordLastUsed.why };
  }
  const { value: at, origin } = passwordLastUsed;
  if (at === "never") return { uses: [], evidence: [evidenceOf(passwordLastUsed, "never")] };
  const use = { at, by: ["By password"], origin };
  return { uses: [use], evidence: [evidenceOf(passwordLastUsed, at.toISOString())] };
}

function usesByKey(facts: AccountFacts): Uses {
  const { accessKeys } = facts;
  const any = anyAccessKey(facts);
  if (any.known && !any.value) return { uses: [], evidence: [evidenceOf(any)] };
  if (!accessKeys.known) return { uses: [], evidence: [], unread: accessKeys.why };
  const { value: keys, origin } = accessKeys;
  const evidence = [evidenceOf(accessKeys, keys.map(inWords).join("; ") || "no key")];
  const uses = keys.flatMap((key) => useOf(key, origin));
  const { call, rung } = origin;
  const lacking = (detail: string) => ({ code: "missing-in-answer", call, detail, rung }) as const;
  if (keys.length === 0) return { uses, evidence, unread: lacking("a key that is newer") };
  if (!keys.some(({ lastUsed }) => lastUsed === "unread")) return { uses, evidence };
  return { uses, evidence, unread: lacking("the last use of each key") };
}

function useOf({ id, lastUsed }: RootAccessKey, origin: Origin): readonly Use[] {
  if (!lastUsed || lastUsed === "unread") return [];
  const { at, service, region } = lastUsed;
  const where = [service, region].filter(Boolean).join(", ");
  const key: Phrase = id ? ["By access key ", { accessKeyId: id }] : ["By access key"];
  return [{ at, by: where ? [...key, ` (${where})`] : key, origin }];
}

function inWords({ id, lastUsed }: RootAccessKey): string {
  const key = id ? maskAccessKeyId(id) : "a key";
  if (!lastUsed) return `${key} never used`;
  return lastUsed === "unread" ? `${key} last use unread` : `${key} last used ${lastUsed.at.toISOString()}`;
}

function howLongAgo(time: Date, policy: CheckPolicy): string {
  const hours = Math.floor(daysSince(time, policy) * 24);
  if (hours < 1) return "within the last hour";
  const [count, unit] = hours < 24 ? [hours, "hour"] : [Math.floor(hours / 24), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
