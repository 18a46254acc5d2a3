import {
  AccessDeniedException$,
  InternalServerException$,
  TooManyRequestsException$,
  ValidationException$,
} from "@aws-sdk/client-account";
import type { Service } from "../operation.ts";
import { codeOf } from "../wire/refusal.ts";
import { restJsonProtocol } from "../wire/rest-json.ts";
import { getAlternateContact, getContactInformation } from "./contacts.ts";
import { getAccountInformation, getPrimaryEmail } from "./information.ts";

const operations = [getAccountInformation, getAlternateContact, getContactInformation, getPrimaryEmail];

/** AWS Account Management. */
export const accountManagement: Service = {
  name: "account",
  version: "2021-02-01",
  protocol: restJsonProtocol({
    schemas: operations.map(({ schema }) => schema),
    codes: {
      "access-denied": codeOf(AccessDeniedException$),
      throttled: codeOf(TooManyRequestsException$),
      internal: codeOf(InternalServerException$),
      invalid: codeOf(ValidationException$),
      "missing-parameter": codeOf(ValidationException$),
    },
  }),
  operations,
};
