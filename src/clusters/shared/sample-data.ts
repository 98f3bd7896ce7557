import * as crypto from "node:crypto";
import * as fs from "node:fs";
import type * as k8s from "@pulumi/kubernetes";
import type { Problem } from "../../checks/findings";
import { sampleFiles, type Samples } from "./samples";

/** A sample: the object's name in the store, the key under which a ConfigMap may hold it, and its content. */
export interface Sample {
    readonly objectName: string;
    readonly key: string;
    readonly content: Buffer;
}

/** Reads samples from their files. */
export function readSamples(samples: Samples): Sample[] {
    return sampleFiles(samples).map(({ objectName, file }) => ({
        objectName,
        key: objectName.replaceAll("/", "__"), // a ConfigMap's key has no slash
        content: fs.readFileSync(file),
    }));
}

/** Samples as a ConfigMap holds them: what is no UTF-8 text as base64. */
export function sampleData(samples: readonly Sample[]): Pick<k8s.core.v1.ConfigMapArgs, "data" | "binaryData"> {
    const isText = ({ content }: Sample) => Buffer.from(content.toString("utf8")).equals(content);
    const entries = (some: readonly Sample[], encoding: "utf8" | "base64") =>
        Object.fromEntries(some.map(({ key, content }) => [key, content.toString(encoding)]));
    return {
        data: entries(samples.filter(isText), "utf8"),
        binaryData: entries(
            samples.filter((sample) => !isText(sample)),
            "base64",
        ),
    };
}

/** A short text that changes with any of the samples. */
export function sampleHash(samples: readonly Sample[]): string {
    const hash = crypto.createHash("sha256");
    samples.forEach(({ key, content }) => hash.update(key).update(content));
    return hash.digest("hex").slice(0, 16);
}

/** The most that a ConfigMap holds: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation. */
const mostBytes = 2 ** 20;

/** The problem of samples that a ConfigMap cannot hold, and of two that it would hold under one key. */
export function sampleStorageProblems(at: string, samples?: Samples): Problem[] {
    const files = sampleFiles(samples);
    const bytes = files
        .map(({ file }) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0)
        .reduce((sum, size) => sum + size, 0);
    const keys = files.map(({ objectName }) => objectName.replaceAll("/", "__"));
    return [
        ...(bytes > mostBytes
            ? [
                  {
                      path: at,
                      problem: `must have at most ${mostBytes} bytes together, got ${bytes}; put larger files into the store yourself`,
                  },
              ]
            : []),
        ...files.flatMap(({ objectName }, index) =>
            keys.indexOf(keys[index] ?? "") < index
                ? [
                      {
                          path: `${at}["${objectName}"]`,
                          problem: `cannot be told from another one, as "__" and "/" are alike here; rename it`,
                      },
                  ]
                : [],
        ),
    ];
}
