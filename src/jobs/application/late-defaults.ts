import type { ApplicationDefaults, EnforcedArguments } from "./defaults-args";
import { rejectLate } from "../deployment/late-texts";
import { environmentWhenKnown } from "./late-checks";

/**
 * Shared arguments as other stacks read them. A variable that is a secret is refused here: nothing tells those stacks that it
 * is one.
 *
 * @param platform the component's name, for findings.
 */
export function openDefaults(platform: string, { enforced, ...others }: ApplicationDefaults): ApplicationDefaults {
    return {
        ...withOpenVariables(platform, "applicationDefaults", others),
        ...(enforced && { enforced: withOpenVariables(platform, "applicationDefaults.enforced", enforced) }),
    };
}

function withOpenVariables<Args extends Pick<EnforcedArguments, "environment">>(
    platform: string,
    root: string,
    args: Args,
): Args {
    const reject = rejectLate("FlinkPlatform", platform, ({ path, problem }) => ({ path: `${root}.${path}`, problem }));
    return args.environment ? { ...args, environment: environmentWhenKnown(args.environment, reject) } : args;
}
