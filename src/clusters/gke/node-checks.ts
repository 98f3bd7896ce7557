import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { architectureOf } from "./instance-types";
import { localDisksOf } from "./local-disks";
import type { GkePool } from "./settings";

/** Problems of a named machine type, and of too few nodes to spread over the zones. */
export function machineProblems(pool: GkePool, zones: number): Problem[] {
    const path = `nodes.${pool.role}`;
    const { instanceType, architecture, minNodes, maxNodes } = pool;
    if (instanceType === "") {
        return [];
    }
    const actual = architectureOf(instanceType);
    return [
        ...unless(
            actual === architecture,
            `${path}.architecture`,
            `must be "${actual}", that of ${instanceType}, got "${architecture}"`,
        ),
        ...localDiskProblems(pool),
        ...(minNodes > 0 && maxNodes < zones
            ? [
                  {
                      path: `${path}.maxNodes`,
                      problem: `must be at least ${zones}, got ${maxNodes}; the pool begins with a node in each zone`,
                  },
              ]
            : []),
    ];
}

/** Problems of disks that a machine type has, has not, or has an unknown number of. */
function localDiskProblems({ role, instanceType, localDisk }: GkePool): Problem[] {
    const { kind, count } = localDisksOf(instanceType);
    if (localDisk && kind !== "none") {
        return unless(
            count !== undefined,
            `nodes.${role}.instanceType`,
            `must be a type whose number of local disks is known, got "${instanceType}"; name another, such as c4a-standard-8-lssd`,
        );
    }
    return unless(
        localDisk === (kind === "builtIn"),
        `nodes.${role}.localDisk`,
        localDisk
            ? `must be false with instanceType ${instanceType}, got true; name a type with disks, such as c4a-standard-8-lssd`
            : `must be true with instanceType ${instanceType}, which has disks built in, got false`,
    );
}
