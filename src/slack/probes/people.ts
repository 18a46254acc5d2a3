import type { People } from "../../access/access.ts";
import { type Grants, isGroup, type PersonKind, type Role } from "../../access/roles.ts";
import type { Diagnosis, Probe, Verdict } from "../../domain/diagnosis.ts";
import { counted } from "../count-words.ts";
import { refusalOf } from "../post-outcome.ts";
import { capitalized } from "../text.ts";

export interface PeopleProbeDependencies {
  readonly grants: Grants;
  readonly people: (signal: AbortSignal) => Promise<Pick<People, "kindOf" | "membersOf">>;
}

/** The roles with the setting that gives each, and what stays undone where nobody has it. */
const ROLES: readonly { readonly role: Role; readonly setting: string; readonly without: string }[] = [
  { role: "operator", setting: "ROOTCHECK_OPERATORS", without: "nobody can audit" },
  { role: "viewer", setting: "ROOTCHECK_VIEWERS", without: "whoever has another role reads all the same" },
  {
    role: "approver",
    setting: "ROOTCHECK_APPROVERS",
    without: "no risk can be accepted, and the audit log is for auditors alone",
  },
  { role: "auditor", setting: "ROOTCHECK_AUDITORS", without: "the audit log is for approvers alone" },
];

/** What is wrong with somebody who is given a role. */
interface Trouble {
  readonly verdict: Extract<Verdict, "warning" | "broken">;
  readonly found: string;
  /** Whether Slack may say something else the next time. */
  readonly isPassing?: boolean;
}

const KINDS: Readonly<Record<Exclude<PersonKind, "member">, string>> = {
  guest: "This is a guest, and guests are refused",
  bot: "This is a bot, and bots are refused",
  "other-company": "This person is of another company, and is refused",
  deactivated: "This person's Slack account is deactivated",
};

const UNKNOWN = new Set(["user_not_found", "users_not_found", "user_not_visible", "no_such_subteam"]);

/** Looks at everybody who is given a role: one line a role, and one for each person or group that something is wrong with. */
export function peopleProbe({ grants, people }: PeopleProbeDependencies): Probe {
  return {
    area: "slack",
    subject: "Roles",
    async look(signal) {
      const asked = await people(signal);
      const ids = [...new Set(Object.values(grants).flat())];
      const looks = await Promise.all(ids.map(async (id) => [id, await troubleWith(asked, id)] as const));
      const troubles = new Map(looks.flatMap(([id, trouble]) => (trouble ? [[id, trouble] as const] : [])));
      return [
        ...ROLES.map((each) => roleLine(each, grants[each.role], troubles)),
        ...ids.flatMap((id) => troubleLines(grants, id, troubles)),
      ];
    },
  };
}

function roleLine(
  { role, setting, without }: (typeof ROLES)[number],
  ids: readonly string[],
  troubles: ReadonlyMap<string, Trouble>,
): Diagnosis {
  const common = { area: "slack", subject: capitalized(`${role}s`), tried: setting } as const;
  if (ids.length === 0) return { ...common, verdict: "off", found: `None are named: ${without}.` };
  const sound = ids.filter(isSound(troubles));
  if (sound.length === 0) {
    const mend = { does: "Name somebody who works here, and start rootcheck again:", text: `${setting}=U…` };
    return { ...common, verdict: "broken", found: `None of those named has it: ${without}.`, mend };
  }
  const groups = sound.filter(isGroup).length;
  const named = [
    ...(sound.length > groups ? [counted(sound.length - groups, "person", "people")] : []),
    ...(groups > 0 ? [counted(groups, "user group")] : []),
  ];
  return { ...common, verdict: "good", found: `${capitalized(named.join(" and "))} named and found.` };
}

/** Whether nothing is wrong with somebody, as far as Slack could say. */
function isSound(troubles: ReadonlyMap<string, Trouble>): (id: string) => boolean {
  return (id) => !troubles.has(id) || troubles.get(id)?.isPassing === true;
}

function troubleLines(
  grants: Grants,
  id: string,
  troubles: ReadonlyMap<string, Trouble>,
): readonly Diagnosis[] {
  const trouble = troubles.get(id);
  if (!trouble) return [];
  const given = ROLES.filter(({ role }) => grants[role].includes(id));
  const text = given
    .map(({ role, setting }) => {
      const left = grants[role].filter(isSound(troubles)).join(",");
      // Without any operator rootcheck does not start.
      return `${setting}=${left === "" && role === "operator" ? "U…" : left}`;
    })
    .join("\n");
  const does = "Put the right id in its place, or take it out, and start rootcheck again:";
  return [
    {
      area: "slack",
      subject: `${isGroup(id) ? "Group" : "Person"} ${id}`,
      verdict: trouble.verdict,
      tried: `${isGroup(id) ? "usergroups.users.list" : "users.info"}, as ${given.map(({ role }) => role).join(" and ")}`,
      found: `${trouble.found}.`,
      mend: trouble.isPassing
        ? { does: "Mend what else is broken with Slack, and ask again in a minute." }
        : { does, text },
    },
  ];
}

async function troubleWith(
  people: Pick<People, "kindOf" | "membersOf">,
  id: string,
): Promise<Trouble | undefined> {
  try {
    if (isGroup(id)) {
      const members = await people.membersOf(id);
      return members.length > 0 ? undefined : { verdict: "warning", found: "There is nobody in it" };
    }
    const kind = await people.kindOf(id);
    return kind === "member" ? undefined : { verdict: "warning", found: KINDS[kind] };
  } catch (error) {
    const word = refusalOf(error);
    if (word && UNKNOWN.has(word)) return { verdict: "broken", found: `Slack does not know it (${word})` };
    const found = `Slack could not say who it is${word ? ` (${word})` : ""}`;
    return { verdict: "warning", found, isPassing: true };
  }
}
