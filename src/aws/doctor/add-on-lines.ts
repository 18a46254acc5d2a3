import type { Call } from "../calls.ts";
import type { Sid } from "../statements.ts";
import { placeName } from "./account-lines.ts";
import { broken, good, type Judgement, off, refusal, trouble, waitsFor } from "./judgement.ts";
import type { Line } from "./line.ts";
import { allowing, enablingTrust } from "./mends.ts";
import type { Inside, Place } from "./seen.ts";
import { subjects, withoutOrganization, withoutStanding } from "./standing.ts";
import type { Refused, Tried } from "./trying.ts";

/** What rootcheck can do where more than the core of its policies is in place. */
interface AddOn {
  readonly subject: string;
  readonly call: Call;
  readonly sid: Sid;
  /** What it costs to leave it off. */
  readonly without: string;
}

const addOns: readonly AddOn[] = [
  {
    subject: "Access keys",
    call: "iam:ListUsers",
    sid: "KnowTheAccessKeys",
    without: "/rootcheck keys tells nothing of there",
  },
  {
    subject: "Administrators",
    call: "iam:ListEntitiesForPolicy",
    sid: "KnowWhoAdministers",
    without: "it stays unknown whether somebody other than root can administer that",
  },
  {
    subject: "Canonical ids",
    call: "s3:ListBuckets",
    sid: "KnowCanonicalIds",
    without: "/rootcheck canonical finds no id from inside",
  },
  {
    subject: "Support cases",
    call: "support:DescribeCases",
    sid: "KnowWhoWritesToSupport",
    without: "cases there cannot tell a root e-mail address",
  },
];

/** What is seen of Account Management and of whatever may be left off. */
export const addOnLines: readonly Line<Inside>[] = [
  {
    area: "accounts",
    subject: "Contacts",
    tried: "account:GetContactInformation inside, account:GetAlternateContact of one member from outside",
    judge: judgeContacts,
  },
  {
    area: "accounts",
    subject: "Root e-mail addresses",
    tried: "account:GetPrimaryEmail of one member",
    judge: judgeAddresses,
  },
  ...addOns.map(
    (addOn): Line<Inside> => ({
      area: "accounts",
      subject: addOn.subject,
      tried: `${addOn.call} at home and in one account of each kind`,
      judge: (inside) => judgeAddOn(addOn, inside),
    }),
  ),
];

/** An account where something was refused. */
interface Refusal {
  readonly place: Place;
  readonly refused: Refused;
}

function refusalsOf(call: Call, { places }: Inside): readonly Refusal[] {
  return places.flatMap((place) => {
    const refused = place.refusals.get(call);
    return refused ? [{ place, refused }] : [];
  });
}

function judgeAddOn({ call, sid, without }: AddOn, inside: Inside): Judgement {
  const refusals = refusalsOf(call, inside);
  const isLeftOff = ({ refused: { because } }: Refusal) =>
    because === "policy" || because === "denied" || because === "other-policy";
  const leftOff = refusals.filter(isLeftOff);
  const unplanned = refusals.filter(({ refused }) => refused.because === "no-support-plan");
  const other = refusals.find((each) => !isLeftOff(each) && !unplanned.includes(each));
  if (other) return judgeOther(other, inside);
  if (leftOff.length > 0)
    return off(
      `Left off in ${named(leftOff)}, so ${without}.`,
      allowing(sid, [...new Set(leftOff.map(({ place }) => place.kind))], inside),
    );
  if (unplanned.length > 0)
    return off(
      `${named(unplanned)}: no Support plan that has an API (Business Support+ or higher), so ${without}.`,
    );
  return good(`On in ${inside.places.map(placeName).join(", ")}.`);
}

function judgeOther({ place, refused }: Refusal, inside: Inside): Judgement {
  if (refused.because === "scp" && inside.policies.denials.length > 0) return waitsFor(subjects.policies);
  const judgement = trouble(refused, inside);
  return { ...judgement, found: `In ${placeName(place)}: ${judgement.found}` };
}

function named(refusals: readonly Refusal[]): string {
  return refusals.map(({ place }) => placeName(place)).join(", ");
}

function judgeContacts(inside: Inside): Judgement {
  const [first] = refusalsOf("account:GetContactInformation", inside);
  if (first) {
    const isHome = first.place.kind === "home";
    const permission = isHome
      ? ({ sid: "ReadContacts", role: "home" } as const)
      : ({ sid: "ReadItsContacts", role: "management" } as const);
    const judgement = refusal(first.refused, permission, inside);
    return { ...judgement, found: `In ${placeName(first.place)}: ${judgement.found}` };
  }
  return judgeFromOutside(inside.fromOutside?.alternateContact, "ReadContacts", inside);
}

function judgeAddresses(inside: Inside): Judgement {
  return judgeFromOutside(inside.fromOutside?.primaryEmail, "AskMembersAddresses", inside);
}

function judgeFromOutside(outcome: Tried<unknown> | undefined, sid: Sid, inside: Inside): Judgement {
  const without = withoutOrganization(inside) ?? withoutStanding(inside, "account.amazonaws.com");
  if (without) return without;
  if (!outcome)
    return inside.accounts.ok
      ? off("There is no active member account to ask about.")
      : waitsFor(subjects.list);
  if (outcome.ok) return good("AWS answers.");
  if (outcome.because === "no-trusted-access")
    return broken(
      "The organization does not trust Account Management.",
      enablingTrust(["account.amazonaws.com"]),
    );
  return refusal(outcome, { sid, role: "home" }, inside);
}
