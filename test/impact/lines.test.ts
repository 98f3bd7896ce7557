import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { impactSentence } from "../../src/impact/sentences";
import { argumentOfField } from "../../src/jobs/application/impact-words";
import type { ChangeCase } from "./change-case";
import { lifecycleCases, lightCases, lossCases, unscaledCases } from "./cases-others";
import { refusedCases } from "./cases-refused";
import { restartCases } from "./cases-restarts";

const golden = path.join(__dirname, "lines.txt");
const cases = [...lightCases, ...restartCases, ...unscaledCases, ...lifecycleCases, ...lossCases, ...refusedCases];

/** A change and its line, as a user hears them. */
function paragraph({ title, impact }: ChangeCase): string {
    return `${title}\n    ${impactSentence(impact, argumentOfField)}\n`;
}

describe("the lines of a preview", () => {
    it("are those of the golden file, one for each change that is an update", () => {
        const updates = cases.filter(({ impact }) => impact.verdict !== "replace");
        const text = updates.map(paragraph).join("\n");
        if (process.env["GOLDEN"] === "write") {
            fs.writeFileSync(golden, text); // to be read before it is committed
        }
        assert.equal(text, fs.readFileSync(golden, "utf8"));
    });

    it("are short, of one sentence and without a spec's path", () => {
        for (const { title, impact } of cases) {
            const line = impactSentence(impact, argumentOfField);
            assert.ok(line.length <= 420, `${title}: ${line.length}`);
            assert.doesNotMatch(line, /\. |\.$|spec\.|undefined|\n/, line);
        }
    });
});
