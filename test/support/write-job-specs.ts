import * as fs from "node:fs";
import { jobObjects, jobObjectsFile, jobPrograms } from "./job-specs";

// A difference restarts the jobs of those who take the new version. This writes the files anew where that is meant.
void (async () => {
    for (const program of jobPrograms) {
        fs.writeFileSync(jobObjectsFile(program), await jobObjects(program));
    }
})();
