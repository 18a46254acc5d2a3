/** The app's own settings begin so, and the tokens and the database's password are among them. */
const OWN = /^(?:SLACK_|ROOTCHECK_|DATABASE_URL$|POSTGRES_)/;

/** The environment without the app's own settings, for what has to find AWS and nothing else. */
export function sdkEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OWN.test(name)));
}
