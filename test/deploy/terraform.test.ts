import { existsSync } from "node:fs";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { inDeploy, policiesOf, textOf } from "./deployed.ts";

const named = z.record(z.string(), z.unknown()).default({});
const module = z.looseObject({
  variable: named,
  data: z.record(z.string(), named).default({}),
  resource: z.record(z.string(), named),
  locals: z.array(named).default([]),
});
const paths = inDeploy.filter((path) => path.startsWith("terraform/"));

async function read(path: string) {
  const text = textOf(path);
  const { locals, ...parsed } = module.parse(await parseHcl(path, text));
  const local = Object.assign({}, ...locals);
  const said = JSON.stringify({ ...parsed, local });
  return { ...parsed, local, said };
}

/** The names that a kind of reference is followed by. */
function referred(said: string, kind: RegExp): readonly string[] {
  return [...new Set([...said.matchAll(kind)].map(([, name = ""]) => name))].toSorted();
}

describe.each(paths)("%s", (path) => {
  test("declares what it uses, and uses what it declares", async () => {
    const { variable, data, resource, local, said } = await read(path);
    expect(referred(said, /\bvar\.(\w+)/g)).toEqual(Object.keys(variable).toSorted());
    expect(referred(said, /\blocal\.(\w+)/g)).toEqual(Object.keys(local).toSorted());
    const declared = Object.entries({ ...data, ...resource }).flatMap(([type, each]) =>
      Object.keys(each).map((name) => `${type}.${name}`),
    );
    const used = referred(said, /\b(aws_[a-z_]+\.\w+)/g);
    expect(used.filter((name) => !declared.includes(name))).toEqual([]);
    const dataUsed = referred(said, /\bdata\.(aws_\w+)\./g);
    expect(dataUsed).toEqual(Object.keys(data).toSorted());
  });

  test("reads files that are there", async () => {
    const { local, said } = await read(path);
    const here = new URL(`../../deploy/${path}`, import.meta.url);
    const files = referred(said, /\bfile\(\\"([^"\\]+)\\"\)/g);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const written = file.replaceAll(/\$\{local\.(\w+)\}/g, (_, name: string) => String(local[name]));
      const parts = written.includes("each.key") ? [...policiesOf("home").keys()] : [""];
      for (const part of parts) {
        const found = written.replace(/\$\{path\.module\}/, ".").replace(/\$\{each\.key\}/, part);
        expect(existsSync(new URL(found, here)), found).toBe(true);
      }
    }
  });
});

test("the templates get parameters that they have", async () => {
  const { local } = await read("terraform/management/main.tf");
  const given = Object.keys(z.record(z.string(), z.string()).parse(local.role_parameters));
  for (const role of ["management", "member"]) {
    const { Parameters } = parseYaml(textOf(`${role}/role.yaml`));
    const addOns = [...policiesOf(role).keys()].filter((name) => name !== "core");
    const wanted = addOns.map((name) => name.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase()));
    expect([...given, ...wanted].toSorted()).toEqual(Object.keys(Parameters).toSorted());
  }
});
