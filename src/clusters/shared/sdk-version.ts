import type { Finding } from "../../checks/findings";

/** A cloud's SDK as its module needs it: `^7.6.0` is 7.6.0 or a newer one of the same major version. */
export interface NeededSdk {
    readonly name: string;
    readonly range: `^${number}.${number}.${number}`;
}

/**
 * What is wrong with the version of the SDK that is installed. The package's peers are wider than this, for npm holds
 * programs to them that use another cluster.
 */
export function sdkFindings(component: string, name: string, needed: NeededSdk, installed: string): Finding[] {
    const [major = 0, ...least] = numbersOf(needed.range);
    const [installedMajor = 0, ...rest] = numbersOf(installed);
    return installedMajor === major && !isBefore(rest, least)
        ? []
        : [
              {
                  component,
                  name,
                  path: needed.name,
                  problem: `must be ${needed.range}, got ${installed}; npm install ${needed.name}@${needed.range}`,
              },
          ];
}

// "^7.6.0" and "7.6.0-alpha.1" are 7, 6, 0
const numbersOf = (version: string) => (/\d+\.\d+\.\d+/.exec(version)?.[0] ?? "").split(".").map(Number);

function isBefore([first = 0, ...rest]: number[], [other, ...others]: number[]): boolean {
    return other !== undefined && (first === other ? isBefore(rest, others) : first < other);
}
