import { expect, test } from "vitest";
import { sdkEnvironment } from "../../src/aws/sdk-environment.ts";
import { settingNames } from "../../src/config-settings.ts";

test("the AWS thread is given what the SDK looks for, and neither what is empty nor the app's settings but how much it logs", () => {
  const ofAws = {
    AWS_REGION: "eu-central-1",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    HTTPS_PROXY: "x",
    HOME: "/",
  };
  const own = Object.fromEntries([...settingNames, "POSTGRES_PASSWORD"].map((name) => [name, "secret"]));
  const { PORT, LOG_LEVEL, ...given } = sdkEnvironment({ ...ofAws, ...own, AWS_PROFILE: "" });
  expect(given).toEqual(ofAws);
});
