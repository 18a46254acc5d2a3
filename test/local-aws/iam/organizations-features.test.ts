import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { failureOf, HOME_KEY, MANAGEMENT_KEY, MEMBER_KEY, startTestAws } from "../support.ts";

it.each([
  ["the management account", MANAGEMENT_KEY],
  ["the delegated administrator", HOME_KEY],
])("tells %s which features are on", async (_, key) => {
  const aws = await startTestAws();
  const iam = aws.iam(key);
  await expect(iam.send(new ListOrganizationsFeaturesCommand({}))).resolves.toMatchObject({
    OrganizationId: "o-testtest01",
    EnabledFeatures: ["RootCredentialsManagement", "RootSessions"],
  });
  aws.organization.rootFeatures = [];
  await expect(iam.send(new ListOrganizationsFeaturesCommand({}))).resolves.toMatchObject({
    EnabledFeatures: [],
  });
});

it.each([
  ["an ordinary member", MEMBER_KEY, {}, "AccountNotManagementOrDelegatedAdministratorException"],
  ["an account outside", MEMBER_KEY, { member: { inOrganization: false } }, "OrganizationNotFoundException"],
  [
    "a bill-paying organization",
    HOME_KEY,
    { featureSet: "CONSOLIDATED_BILLING" as const },
    "OrganizationNotInAllFeaturesModeException",
  ],
  ["one without trusted access", HOME_KEY, { trustedAccess: [] }, "ServiceAccessNotEnabledException"],
])("refuses %s", async (_, key, overrides, name) => {
  const aws = await startTestAws(overrides);
  const attempt = aws.iam(key).send(new ListOrganizationsFeaturesCommand({}));
  expect(await failureOf(attempt)).toMatchObject({ name, status: 400 });
});
