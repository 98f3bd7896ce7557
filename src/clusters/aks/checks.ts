import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { choiceProblems, wholeNumberProblems } from "../../checks/values";
import { compareVersions, kubernetesVersionProblem } from "../../flink/versions";
import { aksChoices, type AksClusterArgs } from "./args";
import { workloadIdentityHadoop } from "./filesystem";
import { aksNameProblems, aksTagProblems, guidProblems } from "./name-checks";
import { aksNetworkProblems } from "./network-checks";
import { aksNodeProblems } from "./node-checks";
import { aksSettings, type AksSettings } from "./settings";
import { weekdays } from "../shared/weekdays";

/** Everything that is wrong with an AKS cluster's arguments. Calls nothing. */
export function checkAksCluster(name: string, args: AksClusterArgs): Finding[] {
    const settings = aksSettings(name, args);
    return findingsOf("AksCluster", name, [
        ...aksNameProblems(args, settings),
        ...administratorProblems(settings),
        ...versionProblems(args, settings),
        ...aksNetworkProblems(args, settings),
        ...aksNodeProblems(args, settings),
        ...storeProblems(args, settings),
        ...identityProblems(args, settings),
        ...maintenanceProblems(settings),
        ...wholeNumberProblems("logRetentionDays", settings.logRetentionDays, 30, 730),
        ...aksTagProblems(settings),
        ...skuProblems(args),
        ...aksChoiceProblems(args),
    ]);
}

function administratorProblems({ administrators }: AksSettings): Problem[] {
    if (administrators.length === 0) {
        const problem =
            "must name at least one Entra group; without local accounts nobody else could administer the cluster";
        return [{ path: "administrators", problem }];
    }
    return administrators.flatMap((group, index) => {
        const path = `administrators[${index}]`;
        return administrators.indexOf(group) < index
            ? [{ path, problem: `must be named once, got "${group}" again; remove it` }]
            : guidProblems(path, group);
    });
}

function versionProblems(args: AksClusterArgs, { kubernetesVersion }: AksSettings): Problem[] {
    const problem = kubernetesVersionProblem(kubernetesVersion);
    const { generation = 1 } = args;
    return [
        ...(problem === undefined ? [] : [{ path: "kubernetesVersion", problem }]),
        ...wholeNumberProblems("generation", generation, 1, 999),
    ];
}

function storeProblems({ stateStore = {}, keys = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    const { existing, name, existingResourceGroup, oldVersionDays } = stateStore;
    const beside = (field: string, value: unknown): Problem[] =>
        existing === undefined || value === undefined
            ? []
            : [
                  {
                      path: `stateStore.${field}`,
                      problem: `must not be given beside existing, got "${String(value)}"; nothing of an existing account is changed`,
                  },
              ];
    return [
        ...beside("name", name),
        ...beside("oldVersionDays", oldVersionDays),
        ...(existing === undefined && existingResourceGroup !== undefined
            ? [
                  {
                      path: "stateStore.existingResourceGroup",
                      problem: `must be given beside existing only, got "${existingResourceGroup}"`,
                  },
              ]
            : []),
        ...wholeNumberProblems("stateStore.oldVersionDays", settings.stateStore.oldVersionDays, 1, 365),
        ...(keys.existing !== undefined && keys.vaultName !== undefined
            ? [
                  {
                      path: "keys.vaultName",
                      problem: `must not be given beside existing, got "${keys.vaultName}"; keep one of the two`,
                  },
              ]
            : []),
    ];
}

function identityProblems({ hadoopInImage }: AksClusterArgs, { identity }: AksSettings): Problem[] {
    const known = hadoopInImage === undefined || /^\d+\.\d+\.\d+$/.test(hadoopInImage); // "3.4.1" yes, "3.4" and "v3.4.1" no
    return [
        ...(known
            ? []
            : [{ path: "hadoopInImage", problem: `must be a version such as 3.4.1, got "${hadoopInImage}"` }]),
        ...(known &&
        identity === "workloadIdentity" &&
        compareVersions(hadoopInImage ?? "9", workloadIdentityHadoop) < 0
            ? [
                  {
                      path: "hadoopInImage",
                      problem: `must be at least ${workloadIdentityHadoop} with identity "workloadIdentity", got "${hadoopInImage}"`,
                  },
              ]
            : []),
    ];
}

function maintenanceProblems({ maintenance }: AksSettings): Problem[] {
    const { day, startHourUtc, hours } = maintenance;
    return [
        ...choiceProblems("maintenance.day", day, weekdays),
        ...wholeNumberProblems("maintenance.startHourUtc", startHourUtc, 0, 23),
        // A shorter window may pass without an upgrade: https://learn.microsoft.com/azure/aks/auto-upgrade-cluster
        ...wholeNumberProblems("maintenance.hours", hours, 4, 24),
    ];
}

/** A kind of cluster that cannot be made: https://learn.microsoft.com/azure/aks/automatic/aks-automatic-limitations. */
function skuProblems({ sku }: AksClusterArgs): Problem[] {
    return sku === "automatic"
        ? [
              {
                  path: "sku",
                  problem:
                      'cannot be "automatic": AKS Automatic has system nodes that AKS hosts, which Pulumi\'s Azure provider cannot declare; remove it',
              },
          ]
        : choiceProblems("sku", sku, ["base"]);
}

/** Programs without types can pass any word. */
function aksChoiceProblems({ network = {}, ...args }: AksClusterArgs): Problem[] {
    const { sku: _sku, natGateways, outbound, ...choices } = aksChoices;
    return [
        ...choiceProblems("network.natGateways", network.natGateways, natGateways),
        ...choiceProblems("network.existing.outbound", network.existing?.outbound, outbound),
        ...Object.entries(choices).flatMap(([path, known]) =>
            choiceProblems(path, args[path as keyof typeof choices], known),
        ),
    ];
}
