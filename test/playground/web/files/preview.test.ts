import { describe, expect, test } from "vitest";
import { hasPreview, isPicture, previewOf, SHOWN } from "../../../../src/playground/web/files/preview.ts";

const csv = (rows: number) =>
  `id,name\n${Array.from({ length: rows }, (_, row) => `${row},"a, b"\n`).join("")}`;
const read = (name: string, text: string, isWhole = true) => previewOf({ name, text, isWhole });

describe("the preview of a CSV file", () => {
  test("is its rows", () => {
    const rows = [
      ["id", "name"],
      ["0", "a, b"],
    ];
    expect(read("a.CSV", `\uFEFF${csv(1)}`)).toEqual({ kind: "table", rows, isWhole: true });
  });

  test.each([
    [SHOWN.rows, true],
    [SHOWN.rows + 1, false],
  ])("of %i rows is all of it: %s", (rows, isWhole) => {
    expect(read("a.csv", csv(rows))).toMatchObject({ isWhole, rows: { length: SHOWN.rows + 1 } });
  });

  test.each([
    ["in the middle of a row", 'id,name\n1,x\n2,"y'],
    ["in the middle of a cell of several lines", 'id,name\n1,x\n2,"y\nz'],
  ])("cut off %s leaves that row out", (_where, text) => {
    const rows = [
      ["id", "name"],
      ["1", "x"],
    ];
    expect(read("a.csv", text, false)).toEqual({ kind: "table", rows, isWhole: false });
  });
});

describe("the preview of JSON", () => {
  test.each([
    ["is indented", '{"a":[1]}', true, '{\n  "a": [\n    1\n  ]\n}'],
    ["that was not read to the end is what was read", '{"a":[1', false, '{"a":[1'],
    ["that is none is what it is", "{a}", true, "{a}"],
  ])("%s", (_what, text, isWhole, shown) => {
    expect(read("a.json", text, isWhole)).toEqual({ kind: "text", text: shown, isWhole });
  });

  test("ends where it becomes long", () => {
    const { text, isWhole } = { text: "", ...read("a.json", JSON.stringify("x".repeat(SHOWN.characters))) };
    expect([text.length, isWhole]).toEqual([SHOWN.characters, false]);
  });
});

test.each([
  ["results.csv", true],
  ["results.JSON", true],
  ["picture.png", false],
  ["csv", false],
])("%s has a preview: %s", (name, has) => {
  expect(hasPreview(name)).toBe(has);
});

test.each([
  ["trend.PNG", true],
  ["trend.jpeg", true],
  ["png", false],
  ["trend.png.csv", false],
])("%s is a picture: %s", (name, is) => {
  expect(isPicture(name)).toBe(is);
});
