import { NoSuchEntityException$ } from "@aws-sdk/client-iam";
import type { LocalAccount, LocalUser, MfaDevice, RootUser } from "../account.ts";
import type { Call } from "../operation.ts";
import type { LocalOrganization } from "../organization.ts";
import { uniqueId } from "../principal.ts";
import { modelled, Refusal } from "../wire/refusal.ts";

/** Whose credentials an operation is about: the account's root user, or one of its users. */
export type Subject =
  | { readonly kind: "root"; readonly credentials: RootUser }
  | { readonly kind: "user"; readonly credentials: LocalUser; readonly UserName: string };

interface NamesUser {
  readonly UserName?: string | undefined;
}

/** The subject of an operation: the user that it names, or else the caller, who must then be root or a user. */
export function subjectOf({ input, principal, account }: Call<NamesUser>): Subject {
  if (input.UserName === undefined && principal.kind === "root-session") {
    return { kind: "root", credentials: account.root };
  }
  if (input.UserName === undefined && principal.kind === "role") {
    throw new Refusal("invalid", "Must specify userName when calling with non-User credentials");
  }
  const UserName = input.UserName ?? (principal.kind === "user" ? principal.name : "");
  const found = account.users.find((each) => each.name === UserName);
  if (found) return { kind: "user", credentials: found, UserName };
  throw modelled(NoSuchEntityException$, `The user with name ${UserName} cannot be found.`);
}

/** The ARN that a policy must allow the operation on. */
export function subjectResource(call: Call<NamesUser>): string {
  const { input, principal, account, organization } = call;
  if (input.UserName === undefined && principal.kind === "root-session")
    return rootArn(organization, account);
  if (input.UserName === undefined && principal.kind === "role") return "*";
  const name = input.UserName ?? (principal.kind === "user" ? principal.name : "");
  const path = account.users.find((each) => each.name === name)?.path ?? "/";
  return userArn(organization, account, { path, name });
}

/** The ARN of a user. */
export function userArn(
  { partition }: LocalOrganization,
  { id }: LocalAccount,
  { path, name }: Pick<LocalUser, "path" | "name">,
): string {
  return `arn:${partition}:iam::${id}:user${path}${name}`;
}

/** The ARN of an account's root user. */
export function rootArn({ partition }: LocalOrganization, { id }: LocalAccount): string {
  return `arn:${partition}:iam::${id}:root`;
}

/** The serial number of a device: an ARN, but for hardware tokens, which have their maker's. */
export function serialNumber(
  organization: LocalOrganization,
  account: LocalAccount,
  owner: Subject,
  device: MfaDevice,
): string {
  if (device.kind === "hardware-token") return device.name;
  if (device.kind === "virtual") return virtualSerialNumber(organization, account, device.name);
  const holder = owner.kind === "root" ? "root" : `user/${owner.UserName}`;
  const id = uniqueId("", `${account.id}/${device.name}`);
  return `arn:${organization.partition}:iam::${account.id}:u2f/${holder}/${device.name}-${id}`;
}

/** The serial number of a virtual device. */
export function virtualSerialNumber(
  { partition }: LocalOrganization,
  { id }: LocalAccount,
  name: string,
): string {
  return `arn:${partition}:iam::${id}:mfa/${name}`;
}

/** A user as answers show it. Root has no name, path or id of its own, unlike what the model says of users. */
export function userAnswer(organization: LocalOrganization, account: LocalAccount, subject: Subject) {
  const { password } = subject.credentials;
  if (subject.kind === "root") {
    return {
      Path: undefined,
      UserName: undefined,
      UserId: account.id,
      Arn: rootArn(organization, account),
      CreateDate: account.joinedAt,
      PasswordLastUsed: password?.lastUsedAt,
    };
  }
  const { path, name, createdAt } = subject.credentials;
  return {
    Path: path,
    UserName: name,
    UserId: uniqueId("AIDA", `${account.id}/${name}`),
    Arn: userArn(organization, account, subject.credentials),
    CreateDate: createdAt,
    PasswordLastUsed: password?.lastUsedAt,
  };
}
