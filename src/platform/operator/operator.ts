import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints, type Approved } from "../../checks/findings";
import type { OperatorHandle } from "../../contracts/platform";
import { restrictedNamespace } from "../../kubernetes/pod-security";
import { watched } from "../../owners/watch";
import { definitionProblems, FlinkCrds } from "../crds/crds";
import type { FlinkOperatorArgs } from "./args";
import { checkFlinkOperator, operatorFacts } from "./checks";
import { configurationFile, configurationText, type Configuration } from "./configuration";
import { operatorDeployment } from "./deployment";
import { loggingFiles } from "./logging";
import { operatorConfigMap, operatorLabels, operatorName, operatorServiceAccount, selectorLabels } from "./names";
import { besideOthers } from "./other-operators";
import { operatorRights } from "./rbac";
import { operatorInputs } from "./inputs";
import { operatorSettings, type OperatorSettings } from "./settings";

/** An operator whose arguments were checked together with those of other components. */
export interface ApprovedOperator {
    readonly approved: Approved<OperatorSettings>;
}

/**
 * The Flink Kubernetes Operator, installed as plain Kubernetes objects: definitions, service account, the least rights
 * that it works with, configuration, Deployment. It passes Pod Security "restricted" and needs no webhook and no
 * certificates: what its webhook would check is checked at preview.
 *
 * Its configuration is changed in place. The pod restarts only for options that it cannot take while it runs; see
 * `staticKeys`. For that the provider must have `enableConfigMapMutable`, as those of the cluster modules do.
 *
 * @example
 * const operator = new FlinkOperator("flink", { watchNamespaces: ["orders"] }, { provider });
 */
export class FlinkOperator extends pulumi.ComponentResource implements OperatorHandle {
    readonly release: string;
    readonly definitions?: string;
    readonly flinkVersions: readonly string[];
    /** Namespace of the operator. */
    readonly namespace: string;
    readonly configuration: Configuration;
    readonly resourceLabels: Readonly<Record<string, string>>;
    readonly watchNamespaces: readonly string[];
    readonly mayReadNodes: boolean;
    readonly dependsOn: readonly pulumi.Resource[];
    /** The definitions that it installs or was given; undefined for an existing operator. */
    readonly crds: FlinkCrds | undefined;
    /** The object of its namespace, for those who put more into it; undefined if it is not ours. */
    readonly namespaceResource: k8s.core.v1.Namespace | undefined;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args?: FlinkOperatorArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedOperator, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkOperatorArgs | ApprovedOperator = {},
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        super("flink-platform:index:FlinkOperator", name, operatorInputs(settingsOf(args)), watched(opts));
        const { settings, hints } = "approved" in args ? args.approved : approvedOf(checkFlinkOperator(name, args));
        showHints(hints, this);
        const facts = operatorFacts(settings);
        this.release = facts.release;
        this.definitions = facts.definitions;
        this.flinkVersions = facts.flinkVersions;
        this.configuration = facts.configuration;
        this.resourceLabels = facts.resourceLabels;
        this.watchNamespaces = facts.watchNamespaces;
        this.mayReadNodes = facts.mayReadNodes;
        this.namespace = settings.namespace;
        if (settings.isManaged) {
            rejectFindings(besideOthers(this, name, settings));
            this.crds = settings.crds ?? this.installCrds(name, settings);
            this.namespaceResource = this.makeNamespace(name, settings);
            this.dependsOn = this.install(name, settings, this.crds);
        } else {
            this.dependsOn = [];
        }
        this.registerOutputs({});
    }

    private installCrds(name: string, { release, namedRelease }: OperatorSettings): FlinkCrds {
        rejectFindings(findingsOf("FlinkOperator", name, definitionProblems(release)));
        return new FlinkCrds(`${name}-crds`, { release: namedRelease }, { parent: this });
    }

    private makeNamespace(name: string, { namespaceExists }: OperatorSettings): k8s.core.v1.Namespace | undefined {
        return namespaceExists
            ? undefined
            : new k8s.core.v1.Namespace(`${name}-namespace`, restrictedNamespace(this.namespace), { parent: this });
    }

    /** Registers everything in the namespace; returns what Flink resources must be made after. */
    private install(name: string, settings: OperatorSettings, crds: FlinkCrds): readonly pulumi.Resource[] {
        const labels = operatorLabels;
        const metadata = (objectName: string) => ({ name: objectName, namespace: this.namespace, labels });
        const inNamespace = { parent: this, dependsOn: this.namespaceResource ?? [] };
        const serviceAccount = new k8s.core.v1.ServiceAccount(
            `${name}-service-account`,
            { metadata: metadata(operatorServiceAccount) },
            inNamespace,
        );
        const rights = operatorRights(name, settings, inNamespace);
        const configMap = new k8s.core.v1.ConfigMap(
            `${name}-configuration`,
            {
                metadata: metadata(operatorConfigMap),
                data: { [configurationFile]: configurationText(this.configuration), ...loggingFiles(settings.logging) },
            },
            // An operator that is told of a namespace before it may read it stops, for all namespaces.
            { parent: this, dependsOn: [...rights, ...(this.namespaceResource ? [this.namespaceResource] : [])] },
        );
        const deployment = new k8s.apps.v1.Deployment(`${name}-deployment`, operatorDeployment(settings), {
            parent: this,
            // It does not start without its definitions, and serves deletions as long as it has its rights.
            dependsOn: [...crds.definitions, serviceAccount, ...rights, configMap],
        });
        this.protectFromDrains(name, settings, deployment);
        return [deployment]; // which comes after all the rest
    }

    /** Keeps one pod while nodes are drained. With a single pod it would block the drain. */
    private protectFromDrains(name: string, { replicas }: OperatorSettings, deployment: pulumi.Resource): void {
        if (replicas < 2) {
            return;
        }
        new k8s.policy.v1.PodDisruptionBudget(
            `${name}-disruption-budget`,
            {
                metadata: { name: operatorName, namespace: this.namespace, labels: operatorLabels },
                spec: { minAvailable: 1, selector: { matchLabels: { ...selectorLabels } } },
            },
            { parent: this, dependsOn: deployment },
        );
    }
}

const settingsOf = (args: FlinkOperatorArgs | ApprovedOperator) =>
    "approved" in args ? (args as ApprovedOperator).approved.settings : operatorSettings(args);
