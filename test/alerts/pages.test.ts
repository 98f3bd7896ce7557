import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { ruleName } from "../../src/alerts/definition";
import { alertDefinitions } from "../../src/alerts/definitions";
import { alertTable } from "./alerts-page";

const page = (name: string) => fs.readFileSync(path.resolve(__dirname, "../../docs", name), "utf8");

describe("docs/alerts.md", () => {
    it("has the table of alerts as they are", () => assert.ok(page("alerts.md").includes(alertTable()), alertTable()));
});

describe("docs/runbooks.md", () => {
    it("has a section for each alert, with what it means, a command, causes and what mends it", () => {
        const sections = page("runbooks.md").split("\n## ").slice(1);
        assert.deepEqual(
            sections.map((section) => section.split("\n")[0]).toSorted(),
            alertDefinitions.map(({ alert }) => ruleName(alert)).toSorted(),
        );
        for (const section of sections) {
            assert.match(
                section,
                /^\w+\n\n\*\*Meaning\.\*\* \S.*\n\n\*\*First\.\*\* `kubectl \S.*`\n\n\*\*Likely causes\.\*\* \S.*\n\n\*\*Mending\.\*\* \S.*\n*$/,
            );
        }
    });
});
