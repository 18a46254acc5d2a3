import {
  GetCallerIdentity$,
  type GetCallerIdentityRequest,
  type GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import { operation } from "../operation.ts";
import { arnOf, userIdOf } from "../principal.ts";

/** Says who asks; needs no permission, so no policy can forbid it. */
export const getCallerIdentity = operation<GetCallerIdentityRequest, GetCallerIdentityResponse>({
  schema: GetCallerIdentity$,
  answer: ({ principal, organization }) => ({
    UserId: userIdOf(principal),
    Account: principal.account,
    Arn: arnOf(organization, principal),
  }),
});
