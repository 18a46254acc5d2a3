import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, matchesGlob, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { commandOf, type Instruction, isIgnored, parseDockerfile } from "./dockerfile.ts";

const run = promisify(execFile);

/** What a Dockerfile makes, in a folder that stands for the image's root. */
export interface Image {
  readonly root: string;
  /** The folder, on this machine, that its command starts in. */
  readonly workdir: string;
  /** Its variables, where they name a folder the one on this machine. */
  readonly variables: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly exposed: string | undefined;
  readonly volume: string | undefined;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

interface Stage {
  readonly root: string;
  workdir: string;
  readonly variables: Record<string, string>;
  /** The instructions that only say something about the image. */
  readonly labels: Map<string, Instruction>;
}

/**
 * Replays a Dockerfile without an engine: each stage is a folder below `scratch`, steps run as whoever runs this, and
 * handing files to another user is left out.
 */
export async function replay({ context, scratch }: { context: string; scratch: string }): Promise<Image> {
  const stages = new Map<string, Stage>();
  const bin = makeStubs(scratch);
  let stage: Stage | undefined;
  for (const instruction of parseDockerfile(readFileSync(join(context, "Dockerfile"), "utf8"))) {
    const { name, rest } = instruction;
    if (name === "FROM") {
      stage = { root: join(scratch, String(stages.size)), workdir: "/", variables: {}, labels: new Map() };
      stages.set(/ AS (\S+)$/i.exec(rest)?.[1] ?? "", stage);
    } else if (stage) await follow(stage, instruction, { context, stages, bin });
  }
  if (!stage) throw new Error("The Dockerfile has no FROM.");
  return imageOf(stage);
}

interface Replaying {
  readonly context: string;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly bin: string;
}

async function follow(stage: Stage, instruction: Instruction, replaying: Replaying): Promise<void> {
  const { name, rest } = instruction;
  switch (name) {
    case "WORKDIR":
      stage.workdir = resolve(stage.workdir, rest);
      mkdirSync(join(stage.root, stage.workdir), { recursive: true });
      return;
    case "ENV":
      for (const [, variable = "", value = ""] of rest.matchAll(/(\w+)=(\S+)/g))
        stage.variables[variable] = value;
      return;
    case "COPY":
      return copy(stage, rest, replaying);
    case "RUN":
      return runStep(stage, rest, replaying);
    case "USER":
    case "VOLUME":
    case "EXPOSE":
    case "HEALTHCHECK":
    case "CMD":
      stage.labels.set(name, instruction);
      return;
    default:
      throw new Error(`${name} ${rest} cannot be replayed yet.`);
  }
}

async function copy(stage: Stage, rest: string, { context, stages }: Replaying): Promise<void> {
  const words = rest.split(/\s+/);
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
  const target = words.pop() ?? "";
  for (const source of words) {
    const to = join(stage.root, resolve(stage.workdir, target));
    if (from === undefined) copyFromContext(context, source, target.endsWith("/") ? join(to, source) : to);
    // Links, because an earlier stage is not touched any more, and tens of thousands of files take a while.
    else await run("cp", ["-al", join(stages.get(from)?.root ?? "", source), to]);
  }
}

function copyFromContext(context: string, source: string, to: string): void {
  const dockerignore = readFileSync(join(context, ".dockerignore"), "utf8");
  const wanted = (path: string) => !isIgnored(relative(context, path), dockerignore, matchesGlob);
  if (!wanted(join(context, source))) throw new Error(`.dockerignore keeps ${source} out, which is copied.`);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(context, source), to, { recursive: true, filter: wanted });
}

async function runStep(stage: Stage, script: string, { bin }: Replaying): Promise<void> {
  const here = script.replaceAll(/(?<=\s)\/(?=\w)/g, `${stage.root}/`);
  const inherited = ["HOME", "npm_config_registry", "https_proxy", "HTTPS_PROXY", "NODE_EXTRA_CA_CERTS"];
  await run("/bin/sh", ["-ec", here], {
    cwd: join(stage.root, stage.workdir),
    env: {
      ...Object.fromEntries(
        inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
      PATH: [bin, dirname(process.execPath), process.env.PATH].join(":"),
      npm_config_prefer_offline: "true",
      ...stage.variables,
    },
  });
}

/** The image's own user is not there, so nothing can be given to it. */
function makeStubs(scratch: string): string {
  const bin = join(scratch, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "chown"), "#!/bin/sh\n", { mode: 0o755 });
  return bin;
}

function imageOf({ root, workdir, variables, labels }: Stage): Image {
  const [command, healthcheck] = [labels.get("CMD"), labels.get("HEALTHCHECK")];
  if (!command || !healthcheck) throw new Error("The Dockerfile lacks CMD or HEALTHCHECK.");
  const here = (value: string) => (value.startsWith("/") ? join(root, value) : value);
  return {
    root,
    workdir: join(root, workdir),
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, here(value)])),
    user: labels.get("USER")?.rest,
    exposed: labels.get("EXPOSE")?.rest,
    volume: labels.get("VOLUME")?.rest,
    command: commandOf(command),
    healthcheck: commandOf(healthcheck),
  };
}
