import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { restrictedNamespace } from "../../kubernetes/pod-security";
import { createFederatedIdentity } from "./federated-identity";
import { newIdentities } from "./propagation";
import { hasSamples, uploadRight } from "./rights";
import { samplesJob, samplesName, samplesNamespace, samplesTimeoutSeconds } from "./samples-job";
import type { AksSettings } from "./settings";
import type { AksState } from "./state-store";
import { readSamples, sampleData } from "../shared/sample-data";
import { samplesBelow } from "../shared/samples";

/** Inputs of the samples. */
export interface SamplesInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. */
    readonly issuerUrl: pulumi.Input<string>;
    readonly state: AksState;
    /** Provider of the cluster that the files are put into the store from. */
    readonly kubernetes: k8s.Provider;
}

/** Registers the samples of a cluster; nothing without samples. */
export function createSamples(
    cluster: string,
    settings: AksSettings,
    inputs: SamplesInputs,
    opts: pulumi.ComponentResourceOptions,
): AksSamples | undefined {
    return hasSamples(settings) ? new AksSamples(`${cluster}-samples`, settings, inputs, opts) : undefined;
}

/**
 * Files that the state store offers to jobs, put there by a Job in the cluster: Pulumi's Azure provider writes files with the
 * account's key alone, and the account has none: https://github.com/pulumi/pulumi-azure-native/issues/2015.
 *
 * The Job's identity may write these files and do nothing else. All of it is made as soon as it can be, so that most of the
 * time that Azure takes to know the right is over when the cluster is there. The Job stays once it is done: one that goes by
 * itself would be missing at the next refresh.
 */
export class AksSamples extends pulumi.ComponentResource {
    constructor(
        name: string,
        private readonly settings: AksSettings,
        inputs: SamplesInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksSamples", name, {}, opts);
        const { state, kubernetes } = inputs;
        const subject = { namespace: samplesNamespace, serviceAccount: samplesName };
        const { identity, dependsOn } = createFederatedIdentity(
            name,
            settings,
            { ...inputs, ...subject, rights: [uploadRight(settings, state.roles)], identities: newIdentities(name) },
            { parent: this },
        );
        const samples = readSamples(settings.stateStore.samples);
        const inCluster = { parent: this, provider: kubernetes };
        const namespace = new k8s.core.v1.Namespace(
            `${name}-namespace`,
            restrictedNamespace(samplesNamespace),
            inCluster,
        );
        const inNamespace = { ...inCluster, dependsOn: namespace };
        const metadata = { name: samplesName, namespace: samplesNamespace };
        const files = new k8s.core.v1.ConfigMap(`${name}-files`, { metadata, ...sampleData(samples) }, inNamespace);
        const serviceAccount = new k8s.core.v1.ServiceAccount(
            `${name}-service-account`,
            { metadata, automountServiceAccountToken: false },
            inNamespace,
        );
        new k8s.batch.v1.Job(`${name}-job`, samplesJob(settings, samples, identity.clientId), {
            ...inCluster,
            dependsOn: [files, serviceAccount, state, ...dependsOn],
            customTimeouts: { create: `${samplesTimeoutSeconds}s` },
        });
        this.registerOutputs({});
    }

    /** Resources that must be there before a job reads a sample in a folder of the store; none if it has no sample. */
    readyBelow(folder: string): readonly pulumi.Resource[] {
        return Object.keys(samplesBelow(folder, this.settings.stateStore.samples)).length === 0 ? [] : [this];
    }
}
