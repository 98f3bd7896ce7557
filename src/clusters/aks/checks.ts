import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import {
    choiceProblems,
    notTogetherProblems,
    problemIf,
    repeatProblems,
    shown,
    unless,
    wholeNumberProblems,
} from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import { offerProblem } from "../shared/kubernetes-support";
import { aksKubernetesOffer } from "./kubernetes-versions";
import type { AksClusterArgs } from "./args";
import { aksIdentities, aksLogins, aksOutbounds, aksUpgradeChannels, type AksSku } from "./choices";
import { aksEndpointProblems } from "./endpoint-checks";
import { workloadIdentityHadoop } from "./filesystem";
import { maintenanceProblems } from "./maintenance";
import { aksNameProblems, aksTagProblems, guidProblems } from "./name-checks";
import { aksNetworkProblems } from "./network-checks";
import { aksNodeProblems } from "./node-checks";
import { knownAksArgs } from "./known-arguments";
import { aksSettings, type AksSettings } from "./settings";
import { aksSampleProblems } from "./samples-checks";
import { natGatewayChoices, sinks } from "../shared/choices";

/** Everything that is wrong with an AKS cluster's arguments. Calls nothing. */
export function checkAksCluster(name: string, args: AksClusterArgs): Finding[] {
    const settings = aksSettings(name, args);
    return findingsOf("AksCluster", name, [
        ...argumentProblems(args, knownAksArgs),
        ...aksNameProblems(args, settings),
        ...administratorProblems(settings),
        ...versionProblems(args, settings),
        ...aksNetworkProblems(args, settings),
        ...aksEndpointProblems(args, settings),
        ...aksNodeProblems(args, settings),
        ...storeProblems(args, settings),
        ...identityProblems(args, settings),
        ...maintenanceProblems(settings.maintenance),
        ...wholeNumberProblems("logRetentionDays", settings.logRetentionDays, 30, 730),
        ...wholeNumberProblems("logDailyCapGB", settings.logDailyCapGB, 1, 4000),
        ...aksTagProblems(settings),
        ...argumentChoiceProblems(args, settings),
    ]);
}

function administratorProblems({ administrators }: AksSettings): Problem[] {
    return [
        ...unless(
            administrators.length > 0,
            "administrators",
            "must name at least one Entra group; without local accounts, only its members can administer the cluster",
        ),
        ...administrators.flatMap((group, index) => {
            const repeated = repeatProblems("administrators", administrators, index);
            return repeated.length > 0 ? repeated : guidProblems(`administrators[${index}]`, group);
        }),
    ];
}

function versionProblems(args: AksClusterArgs, { kubernetesVersion }: AksSettings): Problem[] {
    const problem = offerProblem(aksKubernetesOffer, kubernetesVersion);
    return [...problemIf("kubernetesVersion", problem), ...wholeNumberProblems("generation", args.generation, 1, 999)];
}

function storeProblems({ stateStore = {}, keys = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    const { existing, name, existingResourceGroup, oldVersionDays } = stateStore;
    return [
        ...(existing === undefined
            ? unless(
                  existingResourceGroup === undefined,
                  "stateStore.existingResourceGroup",
                  `needs stateStore.existing, got ${shown(existingResourceGroup)}; remove it or name the account`,
              )
            : [
                  ...notTogetherProblems("stateStore.name", name, "stateStore.existing"),
                  ...notTogetherProblems("stateStore.oldVersionDays", oldVersionDays, "stateStore.existing"),
              ]),
        ...aksSampleProblems(settings),
        ...wholeNumberProblems("stateStore.oldVersionDays", settings.stateStore.oldVersionDays, 1, 365),
        ...(keys.existing === undefined ? [] : notTogetherProblems("keys.vaultName", keys.vaultName, "keys.existing")),
    ];
}

function identityProblems({ hadoopInImage }: AksClusterArgs, { identity }: AksSettings): Problem[] {
    if (hadoopInImage === undefined) {
        return [];
    }
    // "3.4.1" yes; "3.4" and "v3.4.1" no
    if (!/^\d+\.\d+\.\d+$/.test(hadoopInImage)) {
        return [{ path: "hadoopInImage", problem: `must be a version such as 3.4.1, got "${hadoopInImage}"` }];
    }
    return unless(
        identity !== "workloadIdentity" || compareVersions(hadoopInImage, workloadIdentityHadoop) >= 0,
        "hadoopInImage",
        `must be at least ${workloadIdentityHadoop} with identity "workloadIdentity", got "${hadoopInImage}"`,
    );
}

/** Choices that a program without types may get wrong. */
function argumentChoiceProblems({ sku, network }: AksClusterArgs, settings: AksSettings): Problem[] {
    const { upgradeChannel, natGateways, identity, login, logs, metrics } = settings;
    return [
        ...skuProblems(sku),
        ...choiceProblems("upgradeChannel", upgradeChannel, aksUpgradeChannels),
        ...choiceProblems("network.natGateways", natGateways, natGatewayChoices),
        ...choiceProblems("network.existing.outbound", network?.existing?.outbound, aksOutbounds),
        ...choiceProblems("identity", identity, aksIdentities),
        ...choiceProblems("login", login, aksLogins),
        ...choiceProblems("logs", logs, sinks),
        ...choiceProblems("metrics", metrics, sinks),
    ];
}

/** AKS Automatic cannot be made: https://learn.microsoft.com/azure/aks/automatic/aks-automatic-limitations. */
function skuProblems(sku: AksSku | undefined): Problem[] {
    return sku === "automatic"
        ? [
              {
                  path: "sku",
                  problem: `must be "base", got "automatic"; AKS Automatic has system nodes that AKS hosts, which Pulumi's Azure provider cannot declare`,
              },
          ]
        : choiceProblems("sku", sku, ["base"]);
}
