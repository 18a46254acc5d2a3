import type {
  UsergroupsListResponse,
  UsergroupsUsersListResponse,
  UsersInfoResponse,
  UsersListResponse,
} from "@slack/web-api";
import { z } from "zod";
import type { Person } from "../control.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { flag, page, paging } from "./arguments.ts";
import { grantedScopes, method } from "./method.ts";

function everybody(slack: Slack): readonly Person[] {
  const { manifest, workspace } = slack;
  const name = manifest.appName;
  const self: Person = {
    id: workspace.app.botUserId,
    name,
    realName: name,
    timeZone: "Etc/UTC",
    kind: "bot",
  };
  return [...slack.directory.people(), self];
}

function user(slack: Slack, person: Person) {
  const { id, kind, name, realName, timeZone } = person;
  const { team, otherTeam } = slack.workspace;
  const seesEmail =
    grantedScopes(slack).includes("users:read.email") && kind !== "bot" && kind !== "other-company";
  return {
    id,
    name,
    real_name: realName,
    team_id: kind === "other-company" ? otherTeam.id : team.id,
    deleted: kind === "deactivated",
    tz: timeZone,
    tz_label: timeZone,
    tz_offset: offsetSeconds(timeZone, slack.now()),
    is_bot: kind === "bot",
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: kind === "guest",
    is_ultra_restricted: false,
    is_stranger: kind === "other-company",
    profile: {
      real_name: realName,
      real_name_normalized: realName,
      display_name: name,
      display_name_normalized: name,
      ...(seesEmail && { email: `${name}@${team.domain}.example` }),
    },
  };
}

function offsetSeconds(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 3600 + Number(minutes) * 60);
}

const usersInfo = method({
  name: "users.info",
  token: "bot",
  scopes: ["users:read"],
  tier: 4,
  takes: { user: z.string(), include_locale: flag.optional() },
  answer(slack, given) {
    const person = everybody(slack).find(({ id }) => id === given.user);
    if (!person) throw new SlackRefusal("user_not_found");
    return { ok: true, user: user(slack, person) } satisfies UsersInfoResponse;
  },
});

const usersList = method({
  name: "users.list",
  token: "bot",
  scopes: ["users:read"],
  tier: 2,
  takes: { ...paging, include_locale: flag.optional() },
  answer(slack, given) {
    const { items, response_metadata } = page(everybody(slack), given);
    const members = items.map((person) => user(slack, person));
    return {
      ok: true,
      members,
      cache_ts: Math.floor(slack.now().getTime() / 1000),
      response_metadata,
    } satisfies UsersListResponse;
  },
});

const usergroupsList = method({
  name: "usergroups.list",
  token: "bot",
  scopes: ["usergroups:read"],
  tier: 2,
  takes: {
    include_users: flag.optional(),
    include_count: flag.optional(),
    include_disabled: flag.optional(),
  },
  answer(slack, given) {
    const usergroups = slack.directory.userGroups().map((group) => ({
      id: group.id,
      team_id: slack.workspace.team.id,
      is_usergroup: true,
      is_external: false,
      name: group.handle,
      handle: group.handle,
      date_delete: 0,
      ...(given.include_users && { users: [...group.members] }),
      ...(given.include_count && { user_count: group.members.length }),
    }));
    return { ok: true, usergroups } satisfies UsergroupsListResponse;
  },
});

const usergroupsUsersList = method({
  name: "usergroups.users.list",
  token: "bot",
  scopes: ["usergroups:read"],
  tier: 2,
  takes: { usergroup: z.string(), include_disabled: flag.optional() },
  answer(slack, given) {
    const group = slack.directory.userGroups().find(({ id }) => id === given.usergroup);
    if (!group) throw new SlackRefusal("no_such_subteam");
    return { ok: true, users: [...group.members] } satisfies UsergroupsUsersListResponse;
  },
});

export const userMethods = [usersInfo, usersList];
export const usergroupMethods = [usergroupsList, usergroupsUsersList];
