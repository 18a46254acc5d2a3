import type { Channel, Person, UserGroup } from "./control.ts";

/** Who and what there is in the workspace, and the app as it is installed there. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  /** Present where the workspace belongs to an Enterprise Grid. */
  readonly enterprise?: { readonly id: string; readonly name: string };
  /** The team that people of another company belong to. */
  readonly otherTeam: { readonly id: string };
  readonly app: { readonly id: string; readonly botId: string; readonly botUserId: string };
  readonly people: readonly Person[];
  readonly userGroups: readonly UserGroup[];
  readonly channels: readonly Channel[];
}

/** The user ids of the sample workspace by the part that each plays. */
export const cast = {
  operator: "U01OLIVIA00",
  viewer: "U01VICTOR00",
  approver: "U01ANNA0000",
  auditor: "U01AUGUST00",
  outsider: "U01OTTO0000",
  guest: "U01GINA0000",
  bot: "U01DEPLOY00",
  otherCompany: "U01MONA0000",
  deactivated: "U01DAVE0000",
} as const;

/** The channel ids of the sample workspace by what is particular about each. */
export const places = {
  /** Public, with the bot in it. */
  security: "C01SECURITY",
  /** Public, without the bot. */
  general: "C01GENERAL0",
  /** Private, with the bot in it. */
  incidents: "C01INCIDENT",
  /** Private, without the bot. */
  leads: "C01LEADS000",
  /** Shared with another company, with the bot in it. */
  partner: "C01PARTNER0",
  /** Public, archived. */
  archived: "C01ARCHIVED",
} as const;

/** The user group ids of the sample workspace. */
export const groups = { approvers: "S01APPROVER", security: "S01SECURITY" } as const;

type Kind = Person["kind"];

function person(id: string, realName: string, timeZone: string, kind: Kind = "member"): Person {
  const name = realName.split(" ")[0]?.toLowerCase() ?? id;
  return { id, name, realName, timeZone, kind };
}

type Place = Pick<Channel, "id" | "name" | "members"> & Partial<Channel>;

function channel(place: Place): Channel {
  return { kind: "public", sharedWithOtherCompany: false, archived: false, hasBot: true, ...place };
}

const insiders = [cast.operator, cast.viewer, cast.approver, cast.auditor, cast.outsider];

/** The workspace that local-slack has unless it is given another: somebody of every kind, a channel of every kind. */
export const sampleWorkspace: Workspace = {
  team: { id: "T01ACME0000", name: "Acme", domain: "acme" },
  otherTeam: { id: "T01PARTNER0" },
  app: { id: "A01ROOTCHK0", botId: "B01ROOTCHK0", botUserId: "U01ROOTCHK0" },
  people: [
    person(cast.operator, "Olivia Okafor", "Europe/Berlin"),
    person(cast.viewer, "Victor Vance", "America/New_York"),
    person(cast.approver, "Anna Albrecht", "Europe/Berlin"),
    person(cast.auditor, "August Ames", "Europe/London"),
    person(cast.outsider, "Otto Orban", "Asia/Tokyo"),
    person(cast.guest, "Gina Gomez", "Europe/Madrid", "guest"),
    person(cast.bot, "Deploybot", "Etc/UTC", "bot"),
    person(cast.otherCompany, "Mona Marsh", "America/Los_Angeles", "other-company"),
    person(cast.deactivated, "Dave Dunn", "Europe/Paris", "deactivated"),
  ],
  userGroups: [
    { id: groups.approvers, handle: "root-approvers", members: [cast.approver] },
    { id: groups.security, handle: "security-team", members: [cast.operator, cast.viewer, cast.approver] },
  ],
  channels: [
    channel({ id: places.security, name: "security", members: [...insiders, cast.guest] }),
    channel({ id: places.general, name: "general", members: insiders, hasBot: false }),
    channel({
      id: places.incidents,
      name: "incident-room",
      kind: "private",
      members: [cast.operator, cast.approver],
    }),
    channel({ id: places.leads, name: "leads", kind: "private", members: [cast.approver], hasBot: false }),
    channel({
      id: places.partner,
      name: "acme-partner",
      members: [cast.operator, cast.otherCompany],
      sharedWithOtherCompany: true,
    }),
    channel({ id: places.archived, name: "old-alerts", members: [cast.operator], archived: true }),
  ],
};
