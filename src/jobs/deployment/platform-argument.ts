import { findingsOf, rejectFindings } from "../../checks/findings";
import { shown, unless } from "../../checks/values";
import type { PlatformHandle } from "../../contracts/platform";

/**
 * Ends the program if an argument is no platform, as of a program in JavaScript. A platform of another stack comes in a
 * promise, which is easily handed on as it is.
 *
 * @throws pulumi.RunError in that case.
 */
export function requirePlatform(component: string, name: string, platform: PlatformHandle): void {
    const { cluster, operator, jobNamespace }: Partial<PlatformHandle> = platform;
    const isPlatform =
        cluster?.provider !== undefined && operator?.release !== undefined && typeof jobNamespace === "function";
    const got = (platform as unknown) instanceof Promise ? "a promise; await it" : shown(platform);
    const problem = `must be a platform such as FlinkPlatform, got ${got}`;
    rejectFindings(findingsOf(component, name, unless(isPlatform, "platform", problem)));
}
