/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions in their order. */
export function parseDockerfile(text: string): readonly Instruction[] {
  const withoutComments = text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n");
  const lines = withoutComments.replaceAll(/\\\n\s*/g, " ").split("\n");
  return lines
    .filter((line) => line.trim())
    .map((line) => {
      const [, name = "", rest = ""] = /^\s*(\w+)\s+(.*?)\s*$/.exec(line) ?? [];
      return { name: name.toUpperCase(), rest };
    });
}

/** The words of `CMD ["…"]`, also where a HEALTHCHECK ends in one. */
export function commandOf({ name, rest }: Instruction): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf("[")));
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words;
  throw new Error(`${name} was expected to end in a list of words: ${rest}`);
}

/** Whether .dockerignore keeps a path of the context out: the last line that fits it, or a folder above it, decides. */
export function isIgnored(path: string, dockerignore: string, fits: (path: string, glob: string) => boolean) {
  const names = path.split("/");
  const above = names.map((_, index) => names.slice(0, index + 1).join("/"));
  const lines = dockerignore.split("\n").filter((line) => line && !line.startsWith("#"));
  const deciding = lines.findLast((line) => above.some((each) => fits(each, line.replace(/^!/, ""))));
  return deciding !== undefined && !deciding.startsWith("!");
}
