import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { People, PersonDetails } from "../access/access.ts";
import type { PersonKind } from "../access/roles.ts";
import { type Clock, rememberFor } from "../clock.ts";
import type { Log } from "../log.ts";

/** The workspace, and the organization of workspaces if there is one, that the app is installed in. */
export interface Home {
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

export interface PeopleDependencies {
  readonly client: WebClient;
  readonly home: Home;
  readonly clock: Clock;
}

const KEPT_MILLISECONDS = 60_000;

const userShape = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  tz: z.string().nullish(),
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
});

type User = z.infer<typeof userShape>;

/** Asks Slack about people and user groups, and keeps what it says for a minute. */
export function createPeople({ client, home, clock }: PeopleDependencies): People {
  const users = rememberFor<User>(clock, KEPT_MILLISECONDS);
  const groups = rememberFor<readonly string[]>(clock, KEPT_MILLISECONDS);
  const userOf = (userId: string) =>
    users(userId, async () => {
      const { user } = await client.users.info({ user: userId });
      return userShape.parse(user);
    });
  return {
    kindOf: async (userId) => kindOf(await userOf(userId), home),
    detailsOf: async (userId) => detailsOf(await userOf(userId)),
    membersOf: (groupId) =>
      groups(groupId, async () => {
        const { users } = await client.usergroups.users.list({ usergroup: groupId });
        return users ?? [];
      }),
  };
}

function detailsOf({ id, name, real_name, profile, tz, deleted = false }: User): PersonDetails {
  const shown = [real_name, profile?.real_name, profile?.display_name, name].find(Boolean);
  return { name: shown ?? id, timeZone: tz || undefined, isActive: !deleted };
}

function kindOf(user: User, home: Home): PersonKind {
  if (user.deleted) return "deactivated";
  if (user.is_bot) return "bot";
  if (isFromElsewhere(user, home)) return "other-company";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
}

/** In an organization of workspaces a colleague's home may be another of its workspaces. */
function isFromElsewhere({ is_stranger, team_id, enterprise_user }: User, home: Home): boolean {
  if (is_stranger) return true;
  if (home.enterpriseId && enterprise_user?.enterprise_id)
    return enterprise_user.enterprise_id !== home.enterpriseId;
  if (!team_id || !home.teamId) return false;
  return team_id !== home.teamId && team_id !== home.enterpriseId;
}

/** The time zone that somebody's Slack shows them; undefined where Slack does not say, or cannot be asked. */
export async function timeZoneOf(
  { people, log }: { readonly people: Pick<People, "detailsOf">; readonly log: Log },
  user: string,
): Promise<string | undefined> {
  try {
    return (await people.detailsOf(user)).timeZone;
  } catch (error) {
    log.warn({ err: error, user }, "Slack could not say in which time zone somebody is");
    return undefined;
  }
}
