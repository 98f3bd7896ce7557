// Writes src/dashboards/*.json, Grafana's form of the dashboards; without --write it holds the files to their contents.
// Grafana's own library makes them here and not in a user's program: it takes a fifth of a second to load.
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { dashboardContents } from "../src/dashboards/contents";
import { grafanaDashboard } from "./grafana-dashboard";

async function main(): Promise<void> {
    for (const content of dashboardContents) {
        const file = path.join("src", "dashboards", `${content.name}.json`);
        const options = await resolveConfig(file);
        const text = await format(JSON.stringify(grafanaDashboard(content)), { ...options, parser: "json" });
        if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) {
            continue;
        }
        if (process.argv[2] === "--write") {
            fs.writeFileSync(file, text);
        } else {
            console.error(`dashboards: ${file} is out of date; run npm run dashboards -- --write`);
            process.exitCode = 1;
        }
    }
}

void main();
