// Loaded into every Node process of a measured run: leaves the most memory that it held in a folder.
const fs = require("node:fs");
const path = require("node:path");
process.on("exit", () => {
    const folder = process.env.BENCH_MEMORY_FOLDER;
    if (folder) {
        fs.writeFileSync(path.join(folder, String(process.pid)), String(process.resourceUsage().maxRSS / 1024));
    }
});
