import {
  AccountNotManagementOrDelegatedAdministratorException,
  ListOrganizationsFeaturesCommand,
  OrganizationNotInAllFeaturesModeException,
  ServiceAccessNotEnabledException,
} from "@aws-sdk/client-iam";
import { type Clock, rememberFor } from "../clock.ts";
import { known, type Read, unread } from "../domain/read.ts";
import type { Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import type { Home } from "./sessions.ts";

const CALL = "iam:ListOrganizationsFeatures";
const RUNG = "own credentials";
const KEPT_MILLISECONDS = 60_000;

/** The features of centralized root access. */
export type RootFeature = "RootCredentialsManagement" | "RootSessions";

/**
 * Says which features of centralized root access are on. Without trusted access for IAM, or without all of the
 * organization's features, none can be.
 */
export async function readRootFeatures(
  { iam }: Home,
  { call, clock }: { readonly call: Caller; readonly clock: Clock },
): Promise<Read<readonly string[]>> {
  const origin = () => ({ call: CALL, field: "EnabledFeatures", rung: RUNG, readAt: clock.now() }) as const;
  try {
    const answer = await call(CALL, () => iam.send(new ListOrganizationsFeaturesCommand({})));
    return known(answer.EnabledFeatures ?? [], origin());
  } catch (error) {
    if (error instanceof ServiceAccessNotEnabledException)
      return known([], { ...origin(), given: "off, as trusted access for IAM is" });
    if (error instanceof OrganizationNotInAllFeaturesModeException)
      return known([], { ...origin(), given: "off, as all features of the organization are not enabled" });
    return unread(whyNot(error));
  }
}

function whyNot(error: unknown) {
  const why = failureOf(error, CALL, RUNG);
  if (!(error instanceof AccountNotManagementOrDelegatedAdministratorException)) return why;
  const detail =
    `${CALL} answers only the management account and the delegated administrator for IAM; ` +
    "run rootcheck in one of them";
  return { ...why, detail };
}

/** Whether one of the features is on. */
export function isOn(features: Read<readonly string[]>, feature: RootFeature): Read<boolean> {
  return features.known ? known(features.value.includes(feature), features.origin) : features;
}

/** Says whether the organization manages its members' root credentials centrally, asked once a minute for all accounts. */
export function createFeaturesReader(dependencies: { readonly call: Caller; readonly clock: Clock }) {
  const remembered = rememberFor<Read<readonly string[]>>(dependencies.clock, KEPT_MILLISECONDS);
  return async (home: Home, fresh = false): Promise<Read<boolean>> => {
    const ask = () => readRootFeatures(home, dependencies);
    return isOn(await (fresh ? ask() : remembered("all", ask)), "RootCredentialsManagement");
  };
}
