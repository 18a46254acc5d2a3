import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import { type Grants, grantedTo, isGroup, type Needs, type PersonKind } from "./roles.ts";

/** What a person is called, and when it is day where they are. */
export interface PersonDetails {
  readonly name: string;
  /** As in `Europe/Berlin`; undefined where Slack does not say. */
  readonly timeZone: string | undefined;
  /** False for somebody who left. */
  readonly isActive: boolean;
}

/** What Slack knows of people; answers may be a minute old. */
export interface People {
  /** @throws if Slack cannot be asked. */
  kindOf(userId: string): Promise<PersonKind>;
  /** @throws if Slack cannot be asked. */
  detailsOf(userId: string): Promise<PersonDetails>;
  /** The user ids in a user group. @throws if Slack cannot be asked or has no such group. */
  membersOf(groupId: string): Promise<readonly string[]>;
}

/** The answer to "may this person do that?". */
export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly why: Exclude<PersonKind, "member"> | "no-role";
      /** Users and groups who could. */
      readonly whoCan: readonly string[];
    };

/** Somebody asked for what only others may do. */
export class NotAllowedError extends RootcheckError {
  readonly permission: Extract<Permission, { allowed: false }>;
  readonly needs: Needs;

  constructor(permission: Extract<Permission, { allowed: false }>, needs: Needs) {
    super(
      "not_allowed",
      `The role of ${[needs].flat().join(" or ")} was wanted, and the person has none that allows this.`,
    );
    this.permission = permission;
    this.needs = needs;
  }
}

export interface Access {
  /** Asked at the moment of the click, by user id; never by name. */
  mayAct(userId: string, needs: Needs): Promise<Permission>;
}

export interface AccessDependencies {
  readonly grants: Grants;
  readonly people: People;
  readonly log: Log;
}

/**
 * Decides who may do what. A group that cannot be resolved gives nobody a right. That a person is a full member is
 * checked where Slack can say so; somebody whom the configuration names in person is not locked out when it cannot.
 */
export function createAccess({ grants, people, log }: AccessDependencies): Access {
  async function isInGroup(userId: string, group: string): Promise<boolean> {
    try {
      return (await people.membersOf(group)).includes(userId);
    } catch (error) {
      log.warn({ err: error, group }, "A user group could not be resolved, so it gives nobody a right");
      return false;
    }
  }

  async function isInAGroup(userId: string, granted: readonly string[]): Promise<boolean> {
    const memberships = await Promise.all(granted.filter(isGroup).map((group) => isInGroup(userId, group)));
    return memberships.includes(true);
  }

  async function kindOf(userId: string): Promise<PersonKind | undefined> {
    try {
      return await people.kindOf(userId);
    } catch (error) {
      log.warn({ err: error, user: userId }, "Slack could not say what kind of user this is");
      return undefined;
    }
  }

  return {
    async mayAct(userId, needs) {
      const whoCan = grantedTo(grants, needs);
      const [kind, inAGroup] = await Promise.all([kindOf(userId), isInAGroup(userId, whoCan)]);
      if (kind && kind !== "member") return { allowed: false, why: kind, whoCan };
      const granted = whoCan.includes(userId) || (inAGroup && kind === "member");
      return granted ? { allowed: true } : { allowed: false, why: "no-role", whoCan };
    },
  };
}
