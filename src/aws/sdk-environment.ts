/** The app's own settings begin so, and the tokens and the database's password are among them. */
const OWN = /^(?:SLACK_|ROOTCHECK_|DATABASE_URL$|POSTGRES_)/;

/**
 * The environment without the app's own settings, for what has to find AWS and nothing else. An empty value counts as
 * absent, as in the app's settings: the SDK takes an empty AWS_REGION for a Region, and throws.
 */
export function sdkEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => value !== "" && !OWN.test(name)),
  );
}
