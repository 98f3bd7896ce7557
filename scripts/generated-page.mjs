// Pages of docs/ of which a part is generated: each is held to its source, or brought up to date with --write.
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * True if a page is what it should be, or has become so now.
 *
 * @param name of the page and of the npm script that writes it, such as `options`.
 * @param generate makes the page's whole text from its present one.
 */
export function keepPage(name, generate) {
    const page = path.join("docs", `${name}.md`);
    const text = fs.readFileSync(page, "utf8");
    const generated = generate(text);
    if (generated === text) {
        return true;
    }
    if (process.argv[2] === "--write") {
        fs.writeFileSync(page, generated);
        return true;
    }
    console.error(`${name}: ${page} is out of date; run npm run ${name} -- --write`);
    return false;
}
