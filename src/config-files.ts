import { type Config, readConfig } from "./config.ts";
import { ConfigError, type ConfigFault, inOrder } from "./config-faults.ts";
import { OwnersError, readOwnerRules } from "./findings/owners.ts";

/**
 * Reads the settings. Where some are wrong, what is wrong in the file of owners is said with them; whoever uses that
 * file says it where it alone is wrong.
 * @throws {ConfigError} naming every setting that is missing or wrong.
 */
export async function readConfigWithFiles(variables: NodeJS.ProcessEnv): Promise<Config> {
  try {
    return readConfig(variables);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(inOrder([...error.faults, ...(await ownersFaults(variables.ROOTCHECK_OWNERS))]));
  }
}

async function ownersFaults(path: string | undefined): Promise<readonly ConfigFault[]> {
  const file = path?.trim();
  if (!file) return [];
  try {
    await readOwnerRules({ file });
    return [];
  } catch (error) {
    if (!(error instanceof OwnersError)) throw error;
    return [
      { variable: "ROOTCHECK_OWNERS", problem: `(${file}) needs attention: ${error.problems.join("; ")}` },
    ];
  }
}
