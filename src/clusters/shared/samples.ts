import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { shown, unless } from "../../checks/values";

/**
 * Files that a state store offers to jobs: name below the store's root, such as `flink-jobs/word-count/input/text.txt`, to
 * a file. A relative path starts at the Pulumi project's folder.
 */
export type Samples = Readonly<Record<string, string>>;

/** A sample with the full path of its file. */
export interface SampleFile {
    readonly objectName: string;
    readonly file: string;
}

/** Samples with the full paths of their files. */
export function sampleFiles(samples: Samples = {}): readonly SampleFile[] {
    return Object.entries(samples).map(([objectName, file]) => ({
        objectName,
        file: path.resolve(pulumi.getRootDirectory(), file),
    }));
}

/** Samples in one folder of the store; all of them if the folder is empty. */
export function samplesBelow(folder: string, samples: Samples): Samples {
    const isBelow = ([objectName]: readonly [string, string]) => folder === "" || objectName.startsWith(`${folder}/`);
    return Object.fromEntries(Object.entries(samples).filter(isBelow));
}

/** Problems of samples: a name that stores take in different ways, a file that does not exist or is a folder. */
export function sampleProblems(at: string, samples?: Samples): Problem[] {
    return sampleFiles(samples).flatMap(({ objectName, file }) => {
        // "jobs/input/a.txt" yes; "/jobs/a.txt", "jobs//a.txt", "jobs/../a.txt" no
        const isPlain = objectName.split("/").every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part));
        const where = `${at}["${objectName}"]`;
        return [
            ...unless(
                isPlain,
                where,
                'must have a name of letters, digits, ".", "_" and "-", with "/" between; correct it',
            ),
            ...fileProblems(where, file, samples?.[objectName]),
        ];
    });
}

function fileProblems(where: string, file: string, given: unknown): Problem[] {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    return found?.isDirectory() === true
        ? [{ path: where, problem: `must be a file, got the folder ${shown(given)}; name each file in it` }]
        : unless(found !== undefined, where, `must name a file that exists, got ${shown(given)}`);
}
