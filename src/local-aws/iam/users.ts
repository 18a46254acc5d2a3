import {
  GetLoginProfile$,
  type GetLoginProfileRequest,
  type GetLoginProfileResponse,
  GetUser$,
  type GetUserRequest,
  type GetUserResponse,
  ListUsers$,
  type ListUsersRequest,
  type ListUsersResponse,
  NoSuchEntityException$,
} from "@aws-sdk/client-iam";
import { anyResource, operation } from "../operation.ts";
import { modelled } from "../wire/refusal.ts";
import { subjectOf, subjectResource, userAnswer } from "./identities.ts";
import { pageOf } from "./page.ts";

/** Describes a user, or the root user. */
export const getUser = operation<GetUserRequest, GetUserResponse>({
  schema: GetUser$,
  resource: subjectResource,
  answer: (call) => ({ User: userAnswer(call.organization, call.account, subjectOf(call)) }),
});

/** Says since when there is a password, if there is one. */
export const getLoginProfile = operation<GetLoginProfileRequest, GetLoginProfileResponse>({
  schema: GetLoginProfile$,
  resource: subjectResource,
  answer(call) {
    const subject = subjectOf(call);
    const UserName = subject.kind === "user" ? subject.UserName : undefined;
    const { password } = subject.credentials;
    if (!password) {
      throw modelled(NoSuchEntityException$, `Login Profile for User ${UserName ?? null} cannot be found.`);
    }
    return { LoginProfile: { UserName, CreateDate: password.createdAt, PasswordResetRequired: false } };
  },
});

/** Lists the account's users; root is none. */
export const listUsers = operation<ListUsersRequest, ListUsersResponse>({
  schema: ListUsers$,
  resource: anyResource,
  answer({ organization, account, input }) {
    const { PathPrefix = "/" } = input;
    const users = account.users.filter(({ path }) => path.startsWith(PathPrefix));
    const { entries, ...page } = pageOf(users, input);
    return {
      Users: entries.map((credentials) =>
        userAnswer(organization, account, { kind: "user", credentials, UserName: credentials.name }),
      ),
      ...page,
    };
  },
});
