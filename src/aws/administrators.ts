import {
  type AttachedPolicy,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  ListEntitiesForPolicyCommand,
  type ManagedPolicyDetail,
} from "@aws-sdk/client-iam";
import type { Partition } from "../domain/account.ts";
import { known, type Read } from "../domain/read.ts";
import type { Administrator } from "../domain/root-facts.ts";
import { grantsEverything } from "./grants-everything.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

/** The account that is asked, from inside. */
export interface AdministratorsReading extends Omit<Reading, "log"> {
  readonly partition: Partition;
  /** The names of users and roles that do not count, because they are rootcheck itself. */
  readonly ourselves: ReadonlySet<string>;
}

const LIST = "iam:ListEntitiesForPolicy";
const DETAILS = "iam:GetAccountAuthorizationDetails";

/**
 * Who may do anything in the account. One call answers where AWS's own administrator policy is attached to a user or
 * role, as it mostly is; only else is every policy of the account looked at. What Identity Center assigns is a role
 * in the account, so that none is overlooked.
 */
export async function readAdministrators(
  asking: AdministratorsReading,
): Promise<Read<readonly Administrator[]>> {
  const attached = await attempt(LIST, asking.rung, () => readAttached(asking));
  if (!attached.known || attached.value.length > 0) return attached;
  return attempt(DETAILS, asking.rung, () => readDetails(asking));
}

/** The policy of AWS's own that allows everything. */
export function administratorPolicy(partition: Partition): string {
  return `arn:${partition}:iam::aws:policy/AdministratorAccess`;
}

/** Groups are left out: whether anybody is in them takes more to find out. */
async function readAttached({ iam, partition, ourselves, ...asking }: AdministratorsReading) {
  const PolicyArn = administratorPolicy(partition);
  const ask = (Marker: string | undefined) =>
    asking.call("iam:ListEntitiesForPolicy", () =>
      iam.send(
        new ListEntitiesForPolicyCommand({
          PolicyArn,
          PolicyUsageFilter: "PermissionsPolicy",
          ...(Marker && { Marker }),
        }),
      ),
    );
  const pages = await Array.fromAsync(pagesOf(ask, (page) => page.Marker));
  const found = pages.flatMap(({ PolicyUsers = [], PolicyRoles = [] }) => [
    ...PolicyUsers.map(({ UserName: name = "" }): Administrator => ({ kind: "user", name })),
    ...PolicyRoles.map(({ RoleName: name = "" }): Administrator => ({ kind: "role", name })),
  ]);
  return known(
    withoutOurselves(found, ourselves),
    originOf(asking, LIST, "PolicyUsers, PolicyRoles", pages[0]),
  );
}

async function readDetails({ iam, partition, ourselves, ...asking }: AdministratorsReading) {
  const ask = (Marker: string | undefined) =>
    asking.call("iam:GetAccountAuthorizationDetails", () =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ["User", "Group", "Role", "LocalManagedPolicy"],
          MaxItems: 1000,
          ...(Marker && { Marker }),
        }),
      ),
    );
  const pages = await Array.fromAsync(pagesOf(ask, (page) => page.Marker));
  const found = administratorsAmong(pages, administratorPolicy(partition));
  const field = "UserDetailList, GroupDetailList, RoleDetailList, Policies";
  return known(withoutOurselves(found, ourselves), originOf(asking, DETAILS, field, pages[0]));
}

type Details = Pick<
  GetAccountAuthorizationDetailsResponse,
  "UserDetailList" | "GroupDetailList" | "RoleDetailList" | "Policies"
>;

/** A group administers through its members, so one without any is nobody. */
function administratorsAmong(
  pages: readonly Details[],
  administratorPolicyArn: string,
): readonly Administrator[] {
  const [users, groups, roles, policies] = [
    pages.flatMap(({ UserDetailList = [] }) => UserDetailList),
    pages.flatMap(({ GroupDetailList = [] }) => GroupDetailList),
    pages.flatMap(({ RoleDetailList = [] }) => RoleDetailList),
    pages.flatMap(({ Policies = [] }) => Policies),
  ];
  const powerful = new Set([
    administratorPolicyArn,
    ...policies.filter(isPowerful).flatMap(({ Arn }) => (Arn ? [Arn] : [])),
  ]);
  const administers = ({ attached = [], inline = [] }: Granted) =>
    attached.some(({ PolicyArn = "" }) => powerful.has(PolicyArn)) ||
    inline.some(({ PolicyDocument = "" }) => grantsEverything(decodeURIComponent(PolicyDocument)));
  const members = new Set(users.flatMap(({ GroupList = [] }) => GroupList));
  return [
    ...users
      .filter((user) => administers({ attached: user.AttachedManagedPolicies, inline: user.UserPolicyList }))
      .map(({ UserName: name = "" }): Administrator => ({ kind: "user", name })),
    ...groups
      .filter(({ GroupName = "" }) => members.has(GroupName))
      .filter((group) =>
        administers({ attached: group.AttachedManagedPolicies, inline: group.GroupPolicyList }),
      )
      .map(({ GroupName: name = "" }): Administrator => ({ kind: "group", name })),
    ...roles
      .filter((role) => administers({ attached: role.AttachedManagedPolicies, inline: role.RolePolicyList }))
      .map(({ RoleName: name = "" }): Administrator => ({ kind: "role", name })),
  ];
}

interface Granted {
  readonly attached: readonly AttachedPolicy[] | undefined;
  readonly inline: readonly { readonly PolicyDocument?: string | undefined }[] | undefined;
}

/** The version in force counts. Documents come encoded as in a URL. */
function isPowerful({ PolicyVersionList = [] }: ManagedPolicyDetail): boolean {
  const inForce = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
  return grantsEverything(decodeURIComponent(inForce?.Document ?? ""));
}

/** Neither rootcheck nor a role that only an AWS service can take on is somebody who would administer the account. */
function withoutOurselves(
  found: readonly Administrator[],
  ourselves: ReadonlySet<string>,
): readonly Administrator[] {
  return found.filter(({ name }) => !ourselves.has(name) && !name.startsWith("AWSServiceRoleFor"));
}
